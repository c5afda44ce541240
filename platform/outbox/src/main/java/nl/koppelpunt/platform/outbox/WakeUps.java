// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.outbox;

import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.postgresql.api.PostgresqlResult;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Wrapped;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Says when to look for events: on PostgreSQL's notification, and now and then in case that was lost. */
final class WakeUps {

    private static final Logger log = LoggerFactory.getLogger(WakeUps.class);

    private final ConnectionFactory connections;
    private final Duration pollInterval;

    WakeUps(ConnectionFactory connections, Duration pollInterval) {
        this.connections = unpooled(connections);
        this.pollInterval = pollInterval;
    }

    /** One signal per reason to look, at most one kept while the last is being handled. */
    Flux<Object> signals() {
        Flux<Long> polls = Flux.interval(Duration.ZERO, pollInterval).onBackpressureDrop();
        return Flux.<Object>merge(polls, notifications()).onBackpressureLatest();
    }

    private Flux<Object> notifications() {
        return Flux.usingWhen(connections.create(), WakeUps::listen, Connection::close)
                .doOnError(error -> log.warn("No notifications of the outbox: {}", error.toString()))
                .onErrorComplete()
                .repeatWhen(ended -> ended.concatMap(_ -> Mono.delay(pollInterval)));
    }

    private static Flux<Object> listen(Connection connection) {
        var postgresql = (PostgresqlConnection) connection;
        return postgresql
                .createStatement("LISTEN " + OutboxTable.CHANNEL)
                .execute()
                .flatMap(PostgresqlResult::getRowsUpdated)
                .thenMany(postgresql.getNotifications().cast(Object.class));
    }

    /** A connection that listens is kept for ever: it should not be one of the pool. */
    private static ConnectionFactory unpooled(ConnectionFactory connections) {
        return connections instanceof Wrapped<?> wrapped && wrapped.unwrap() instanceof ConnectionFactory inner
                ? unpooled(inner)
                : connections;
    }
}
