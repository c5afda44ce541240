// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.notification.delivery;

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
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import nl.koppelpunt.notification.MailServer;
import nl.koppelpunt.notification.NotificationServiceApplication;
import nl.koppelpunt.platform.test.LocalKafka;
import nl.koppelpunt.platform.test.MailKeys;
import nl.koppelpunt.platform.test.TemporaryFolder;
import nl.koppelpunt.platform.test.TestKeysets;
import nl.koppelpunt.platform.test.TestTokens;

/** The service as a process of its own with a broker, a database and a mail server of its own, each to be taken away. */
final class Landscape implements AutoCloseable {
    private static final int WORDS = 40;

    private final Path folder = TemporaryFolder.create("fault-tests");
    private final int databasePort = freePort();
    private final int kafkaPort = freePorts();
    private final MailKeys keys = new MailKeys();
    private final TestKeysets keysets = new TestKeysets();
    private final TestTokens tokens = new TestTokens();
    private final MailServer mails = new MailServer();
    private final List<Process> processes = new ArrayList<>();
    private final List<Path> logs = new ArrayList<>();
    private EmbeddedPostgres database;
    private Process kafka;

    Landscape() throws IOException {
        this.database = startDatabase();
        this.kafka = startKafka();
    }

    MailServer mails() {
        return mails;
    }

    MailKeys keys() {
        return keys;
    }

    Map<String, Object> broker() {
        return Map.of(
                "bootstrap.servers",
                "localhost:" + kafkaPort,
                "delivery.timeout.ms",
                "6000",
                "request.timeout.ms",
                "3000",
                "linger.ms",
                "0");
    }

    /** A replica of the service. */
    Process startService() throws IOException {
        var settings = new HashMap<String, String>(Map.of(
                "server.port", "0",
                "management.server.port", "0",
                "spring.main.banner-mode", "off",
                "koppelpunt.oin", "00000001234567890000",
                "koppelpunt.mail.from", "noreply@portal.example",
                "koppelpunt.mail.portal-name", "MijnHelpdeskPO",
                "koppelpunt.mail.helpdesk", "helpdesk@portal.example",
                "koppelpunt.mail.starttls-required", "false",
                "koppelpunt.delivery.lease", "4s",
                "koppelpunt.delivery.backoff", "200ms"));
        // The shortest a broker allows: the dead are replaced soon.
        settings.put("spring.kafka.consumer.properties.session.timeout.ms", "6000");
        settings.put("spring.kafka.consumer.properties.heartbeat.interval.ms", "1500");
        settings.putAll(Map.of(
                "koppelpunt.delivery.max-backoff",
                "1s",
                "koppelpunt.mail.private-keys-file",
                keys.privateKeysFile().toString(),
                "koppelpunt.outbox.recipient-keys-file",
                keys.publicKeysFile().toString(),
                "spring.mail.host",
                "127.0.0.1",
                "spring.mail.port",
                String.valueOf(mails.port()),
                "spring.kafka.bootstrap-servers",
                "localhost:" + kafkaPort,
                "spring.flyway.url",
                jdbcUrl(),
                "spring.flyway.user",
                "postgres",
                "spring.r2dbc.url",
                "r2dbc:postgresql://localhost:" + databasePort + "/postgres",
                "spring.r2dbc.username",
                "postgres"));
        settings.put("spring.r2dbc.password", "postgres");
        settings.put("spring.flyway.password", "postgres");
        settings.putAll(keysets.properties());
        settings.putAll(tokens.properties());
        var arguments = settings.entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new);
        return start("service-" + processes.size(), NotificationServiceApplication.class, arguments);
    }

    void restartDatabase() throws IOException {
        database.close();
        database = startDatabase();
    }

    void stopKafka() throws InterruptedException {
        kafka.destroyForcibly().waitFor();
    }

    void startKafkaAgain() throws IOException {
        kafka = startKafka();
    }

    /** One number of the service's database. */
    long count(String sql) {
        try (var connection = DriverManager.getConnection(jdbcUrl(), "postgres", "postgres");
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from " + sql)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException away) {
            return -1;
        }
    }

    void execute(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(jdbcUrl(), "postgres", "postgres");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** How things stand, for whoever reads why a test failed: rows by state, dead letters, the last words of each process. */
    String report() {
        return "deliveries: "
                + rows("select status || ' ' || coalesce(reason, '-') || ' after ' || attempts, count(*)"
                        + " from delivery group by 1 order by 1")
                + "\nevents not published: " + count("outbox_event where published_at is null")
                + "\nprocesses: " + processes.stream().map(Process::isAlive).toList()
                + logs.stream().map(Landscape::lastWords).collect(Collectors.joining("\n", "\n", ""));
    }

    private String rows(String sql) {
        try (var connection = DriverManager.getConnection(jdbcUrl(), "postgres", "postgres");
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var all = new ArrayList<String>();
            while (rows.next()) {
                all.add(rows.getString(1) + ": " + rows.getLong(2));
            }
            return all.toString();
        } catch (SQLException away) {
            return "unknown, " + away.getMessage();
        }
    }

    private static String lastWords(Path log) {
        try {
            var lines = Files.readAllLines(log).stream()
                    .filter(line -> line.contains("WARN") || line.contains("ERROR") || line.contains("FATAL"))
                    .toList();
            return log.getFileName() + ":\n"
                    + lines.stream()
                            .skip(Math.max(0, lines.size() - WORDS))
                            .map(line -> line.substring(0, Math.min(line.length(), 500)))
                            .collect(Collectors.joining("\n"));
        } catch (IOException unreadable) {
            return log + ": " + unreadable;
        }
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

    private Process startKafka() throws IOException {
        return start(
                "kafka-" + processes.size(),
                LocalKafka.class,
                folder.resolve("kafka").toString(),
                String.valueOf(kafkaPort));
    }

    private Process start(String name, Class<?> program, String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        command.addAll(Arrays.asList(arguments));
        var log = Path.of("target", "fault-tests-" + name + ".log");
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
        mails.close();
        tokens.close();
    }

    private static int freePort() {
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
