// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.test;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A database and Kafka of a test's own, and programs beside them as processes, each to be taken away and put back: to see
 * what a program makes of it. The database keeps what it committed, as in production.
 */
public final class Surroundings implements AutoCloseable {

    private static final int WORDS = 40;

    private final Path folder = TemporaryFolder.create("surroundings");
    private final String name;
    private final int databasePort = freePort();
    private final List<Integer> kafkaPorts;
    private final TestKeysets keysets = new TestKeysets();
    private final TestTokens tokens = new TestTokens();
    private final Map<Integer, Process> brokers = new LinkedHashMap<>();
    private final List<Process> processes = new ArrayList<>();
    private final List<Path> logs = new ArrayList<>();
    private EmbeddedPostgres database;

    public Surroundings(String name, int brokers) throws IOException {
        this.name = name;
        this.kafkaPorts = Stream.generate(Surroundings::freePorts)
                .distinct()
                .limit(brokers)
                .toList();
        this.database = startDatabase();
        startBrokers();
    }

    public TestTokens tokens() {
        return tokens;
    }

    /** Settings of a client of this Kafka, which gives up soon. */
    public Map<String, Object> kafka() {
        return Map.of(
                "bootstrap.servers",
                bootstrapServers(),
                "delivery.timeout.ms",
                "6000",
                "request.timeout.ms",
                "3000",
                "linger.ms",
                "0");
    }

    /** Starts a program on this database and Kafka; one without a server of its own port takes any. */
    public Process start(Class<?> program, Map<String, String> settings) throws IOException {
        var all = new HashMap<String, String>(Map.of(
                "server.port", "0",
                "management.server.port", "0",
                "spring.main.banner-mode", "off",
                "koppelpunt.oin", "00000001234567890000",
                "spring.kafka.bootstrap-servers", bootstrapServers(),
                "spring.flyway.url", jdbcUrl(),
                "spring.flyway.user", "postgres",
                "spring.flyway.password", "postgres"));
        all.putAll(Map.of(
                "spring.r2dbc.url", "r2dbc:postgresql://localhost:" + databasePort + "/postgres",
                "spring.r2dbc.username", "postgres",
                "spring.r2dbc.password", "postgres",
                // The shortest a broker allows: the dead are replaced soon.
                "spring.kafka.consumer.properties.session.timeout.ms", "6000",
                "spring.kafka.consumer.properties.heartbeat.interval.ms", "1500"));
        all.putAll(keysets.properties());
        all.putAll(tokens.properties());
        all.putAll(settings);
        return start(
                "service",
                program,
                all.entrySet().stream().map(setting -> "--" + setting.getKey() + "=" + setting.getValue()));
    }

    public void restartDatabase() throws IOException {
        database.close();
        database = startDatabase();
    }

    /** How many brokers, the first ones first; they die without a word. */
    public void killBrokers(int number) throws InterruptedException {
        for (var port : kafkaPorts.subList(0, number)) {
            var broker = brokers.remove(port);
            if (broker != null) {
                broker.destroyForcibly().waitFor();
            }
        }
    }

    /** Those that were killed, with the data they had. */
    public void startBrokers() throws IOException {
        for (var port : kafkaPorts) {
            if (!brokers.containsKey(port)) {
                brokers.put(port, startBroker(port));
            }
        }
    }

    /** One number of the database; -1 while it is away. */
    public long count(String sql) {
        try (var connection = DriverManager.getConnection(jdbcUrl(), "postgres", "postgres");
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from " + sql)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException away) {
            return -1;
        }
    }

    public void execute(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(jdbcUrl(), "postgres", "postgres");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The first column of each row, and the second. */
    public List<String> rows(String sql) {
        try (var connection = DriverManager.getConnection(jdbcUrl(), "postgres", "postgres");
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var all = new ArrayList<String>();
            while (rows.next()) {
                all.add(rows.getString(1) + ": " + rows.getString(2));
            }
            return all;
        } catch (SQLException away) {
            return List.of("unknown, " + away.getMessage());
        }
    }

    /** How things stand, for whoever reads why a test failed: what is asked of the database, and each log's last warnings. */
    public String report(String sql) {
        return "rows: " + rows(sql)
                + "\nevents not published: " + count("outbox_event where published_at is null")
                + "\nprocesses alive: "
                + processes.stream().map(Process::isAlive).toList()
                + logs.stream().map(Surroundings::lastWords).collect(Collectors.joining("\n", "\n", ""));
    }

    private static String lastWords(Path log) {
        try {
            var lines = Files.readAllLines(log).stream()
                    .filter(line -> line.contains("WARN") || line.contains("ERROR") || line.contains("FATAL"))
                    .toList();
            return lines.stream()
                    .skip(Math.max(0, lines.size() - WORDS))
                    .map(line -> line.substring(0, Math.min(line.length(), 500)))
                    .collect(Collectors.joining("\n", log.getFileName() + ":\n", ""));
        } catch (IOException unreadable) {
            return log + ": " + unreadable;
        }
    }

    private String bootstrapServers() {
        return kafkaPorts.stream().map(port -> "localhost:" + port).collect(Collectors.joining(","));
    }

    private String jdbcUrl() {
        return "jdbc:postgresql://localhost:" + databasePort + "/postgres";
    }

    private EmbeddedPostgres startDatabase() throws IOException {
        return EmbeddedPostgres.builder()
                .setPort(databasePort)
                .setDataDirectory(folder.resolve("data"))
                .setOverrideWorkingDirectory(folder.resolve("binaries").toFile())
                .setCleanDataDirectory(false)
                .setPGStartupWait(Duration.ofMinutes(1))
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start();
    }

    private Process startBroker(int port) throws IOException {
        var ports = kafkaPorts.stream().map(String::valueOf).collect(Collectors.joining(","));
        return start(
                "kafka",
                LocalKafka.class,
                Stream.of(folder.resolve("kafka-" + port).toString(), String.valueOf(port), ports));
    }

    private Process start(String kind, Class<?> program, Stream<String> arguments) throws IOException {
        var command = Stream.concat(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-Xmx384m",
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-cp",
                                System.getProperty("java.class.path"),
                                program.getName()),
                        arguments)
                .toList();
        var log = Path.of("target", name + "-" + kind + "-" + processes.size() + ".log");
        logs.add(log);
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        processes.add(process);
        return process;
    }

    @Override
    public void close() throws IOException {
        processes.forEach(Process::destroyForcibly);
        database.close();
        tokens.close();
    }

    public static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new IllegalStateException(none);
        }
    }

    /** One with a free neighbour, for the controller. */
    private static int freePorts() {
        for (var attempt = 0; attempt < 20; attempt++) {
            var port = freePort();
            try (var neighbour = new ServerSocket(port + 1, 1, InetAddress.getLoopbackAddress())) {
                return neighbour.getLocalPort() - 1;
            } catch (IOException taken) {
                // Another pair, then.
            }
        }
        throw new IllegalStateException("No two ports next to each other are free");
    }
}
