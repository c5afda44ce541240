// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.database;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import io.r2dbc.spi.Wrapped;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.springframework.dao.DataAccessResourceFailureException;
import reactor.core.publisher.Mono;

/**
 * Hangs up on a database that does not answer, so that whoever waits for it goes on and the pool gets its place back. A
 * connection whose other end froze or vanished with a question under way says nothing by itself for minutes to hours.
 */
final class AnsweringConnections implements ConnectionFactory, Wrapped<ConnectionFactory> {

    private final ConnectionFactory connections;
    private final Duration timeout;

    AnsweringConnections(ConnectionFactory connections, Duration timeout) {
        this.connections = connections;
        this.timeout = timeout;
    }

    @Override
    public Mono<Connection> create() {
        return Mono.<Connection>from(connections.create())
                .timeout(timeout, Mono.error(AnsweringConnections::noAnswer))
                .map(connection -> Answering.connection(connection, timeout));
    }

    static DataAccessResourceFailureException noAnswer() {
        return new DataAccessResourceFailureException(
                "The database is out of reach", new SocketTimeoutException("No answer in time"));
    }

    @Override
    public ConnectionFactoryMetadata getMetadata() {
        return connections.getMetadata();
    }

    @Override
    public ConnectionFactory unwrap() {
        return connections;
    }
}
