// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.outbox;

import static io.r2dbc.spi.ConnectionFactoryOptions.PASSWORD;
import static io.r2dbc.spi.ConnectionFactoryOptions.USER;

import com.sun.management.OperatingSystemMXBean;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import nl.koppelpunt.bench.Rounds;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import tools.jackson.databind.json.JsonMapper;

/**
 * The relay of a service in a process of its own, which may be held to one core. Drains a backlog and sends the same
 * events by the producer alone, in turn. Arguments: database URL, user, password, Kafka's servers, events, rounds.
 */
final class DrainRelay implements AutoCloseable {

    private static final int BATCH = 500;
    private static final int WARM_UP = 5;
    private static final int SENT_AT_ONCE = 1000;

    /** One round: events a second on the clock, and a second of processor time. */
    private record Rate(double clock, double processor) {}

    private final OperatingSystemMXBean system =
            Objects.requireNonNull(ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class));
    private final ConnectionPool connections;
    private final DatabaseClient database;
    private final OutboxTable outbox;
    private final EventPublisher publisher;
    private final OutboxRelay relay;
    private final Backlog backlog;

    private DrainRelay(ConnectionFactoryOptions options, List<String> kafka, Backlog backlog) {
        this.connections = new ConnectionPool(ConnectionPoolConfiguration.builder(ConnectionFactories.get(options))
                .build());
        this.database = DatabaseClient.create(connections);
        this.outbox = new OutboxTable(database, new JsonMapper(), TraceParent.of(null, null));
        this.publisher = new EventPublisher(
                URI.create("urn:nld:oin:00000001234567890000:systeem:koppelpunt-pin-service"),
                Map.of("bootstrap.servers", kafka),
                Duration.ofSeconds(10));
        this.relay = new OutboxRelay(
                outbox,
                publisher,
                TransactionalOperator.create(new R2dbcTransactionManager(connections)),
                new WakeUps(connections, Duration.ofSeconds(1)),
                BATCH,
                Duration.ofSeconds(10),
                InstantSource.system());
        this.backlog = backlog;
    }

    public static void main(String[] args) throws IOException {
        ConnectionFactoryOptions options = ConnectionFactoryOptions.parse(args[0])
                .mutate()
                .option(USER, args[1])
                .option(PASSWORD, args[2])
                .build();
        try (var drain = new DrainRelay(options, List.of(args[3]), Backlog.of(Integer.parseInt(args[4])))) {
            drain.measure(Integer.parseInt(args[5]));
        }
    }

    @SuppressWarnings("SystemOut") // the report of a program that is run by hand
    private void measure(int rounds) {
        var relayed = new Rate[rounds];
        var bare = new Rate[rounds];
        for (int round = -WARM_UP; round < rounds; round++) {
            backlog.fill(database).block();
            Rate drained = rate(() -> relay.relayAll().block());
            requireEmpty();
            var events = backlog.inMemory().toList();
            Rate sent = rate(() -> Flux.fromIterable(events)
                    .flatMap(publisher::publish, SENT_AT_ONCE)
                    .then()
                    .block());
            if (round >= 0) {
                relayed[round] = drained;
                bare[round] = sent;
            }
        }
        System.out.printf(
                "%d cores, %d events of %d bytes, %d rounds after %d to warm up%n",
                Runtime.getRuntime().availableProcessors(),
                backlog.events(),
                backlog.payload().length(),
                rounds,
                WARM_UP);
        print("relayed", relayed);
        print("sent by the producer alone", bare);
        System.out.println("relayed in the time of a send      "
                + Rounds.of(IntStream.range(0, rounds)
                                .mapToDouble(i -> bare[i].clock() / relayed[i].clock())
                                .toArray())
                        .format("× the clock", 2)
                + ", "
                + Rounds.of(IntStream.range(0, rounds)
                                .mapToDouble(i -> bare[i].processor() / relayed[i].processor())
                                .toArray())
                        .format("× the processor", 2));
    }

    @SuppressWarnings("SystemOut")
    private static void print(String what, Rate... rates) {
        System.out.printf(
                "%-34s %s, %s%n",
                what,
                Rounds.of(List.of(rates).stream().mapToDouble(Rate::clock).toArray())
                        .format("events/s", 0),
                Rounds.of(List.of(rates).stream().mapToDouble(Rate::processor).toArray())
                        .format("events per second of processor", 0));
    }

    private Rate rate(Runnable work) {
        long clock = System.nanoTime();
        long processor = system.getProcessCpuTime();
        work.run();
        return new Rate(
                1e9 * backlog.events() / (System.nanoTime() - clock),
                1e9 * backlog.events() / (system.getProcessCpuTime() - processor));
    }

    private void requireEmpty() {
        long left = outbox.backlog().blockOptional().orElseThrow().events();
        if (left > 0) {
            throw new IllegalStateException(left + " events were not relayed");
        }
    }

    @Override
    public void close() {
        publisher.close();
        connections.dispose();
    }
}
