// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.local;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A real PostgreSQL with a durable data directory, and in it one database and one role a service. */
final class Database implements Supervised, AutoCloseable {

    static final List<String> NAMES = List.of("identity_link", "account", "pin", "notification");

    private final Layout layout;
    private final Ports ports;
    private final Secrets secrets;
    private volatile @Nullable EmbeddedPostgres server;

    Database(Layout layout, Ports ports, Secrets secrets) {
        this.layout = layout;
        this.ports = ports;
        this.secrets = secrets;
    }

    @Override
    public String name() {
        return ServiceNames.POSTGRESQL;
    }

    @Override
    public void start() {
        var log = Redirect.appendTo(layout.log(name()).toFile());
        var builder = EmbeddedPostgres.builder()
                .setPort(ports.postgresql())
                .setDataDirectory(layout.postgresql())
                // Not a parent of the data directory: the library clears stale data directories below it.
                .setOverrideWorkingDirectory(layout.apps().resolve("postgresql").toFile())
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPGStartupWait(Duration.ofMinutes(1))
                .setOutputRedirector(log)
                .setErrorRedirector(log)
                // The library is made for tests and turns durability off.
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("max_connections", "100")
                // And it trusts everyone on the machine; initdb takes the last value it is given.
                .setLocaleConfig("auth", "scram-sha-256")
                .setLocaleConfig(
                        "pwfile", secrets.passwordFile("postgresql-superuser").toString())
                .setConnectConfig("password", secrets.password("postgresql-superuser"));
        try {
            close();
            server = builder.start();
            createDatabases();
        } catch (IOException | SQLException e) {
            throw new StartFailure("PostgreSQL does not start: " + e.getMessage() + ". See " + layout.log(name()), e);
        }
    }

    String password(String name) {
        return secrets.password("postgresql-" + name);
    }

    Connection connect(String database) throws SQLException {
        return running().getDatabase("postgres", database).getConnection();
    }

    private EmbeddedPostgres running() {
        return Objects.requireNonNull(server, "not started");
    }

    @Override
    public CompletableFuture<String> ended() {
        return postmaster()
                .map(ProcessHandle::onExit)
                .orElseGet(() -> CompletableFuture.completedFuture(null))
                .thenApply(_ -> "its server process ended");
    }

    @Override
    public Optional<ProcessHandle> handle() {
        return postmaster();
    }

    @Override
    public boolean isHealthy() {
        return postmaster().isPresent() && Health.listens(ports.postgresql());
    }

    @Override
    public void stop() {
        try {
            close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The process that all others of the server come from. */
    Optional<ProcessHandle> postmaster() {
        return new Leftovers(layout).postmaster();
    }

    @Override
    public String tail() {
        return LogFile.tail(layout.log(name()));
    }

    private void createDatabases() throws SQLException {
        try (var connection = connect("postgres")) {
            for (var name : NAMES) {
                if (!exists(connection, name)) {
                    execute(connection, "create role " + name + " login password '" + password(name) + "'");
                    execute(connection, "create database " + name + " owner " + name);
                    execute(connection, "revoke connect on database " + name + " from public");
                }
            }
        }
    }

    private static boolean exists(Connection connection, String name) throws SQLException {
        try (var query = connection.prepareStatement("select 1 from pg_database where datname = ?")) {
            query.setString(1, name);
            return query.executeQuery().next();
        }
    }

    private static void execute(Connection connection, String statement) throws SQLException {
        try (var command = connection.createStatement()) {
            command.execute(statement);
        }
    }

    @Override
    public void close() throws IOException {
        var current = server;
        if (current != null) {
            current.close();
        }
    }
}
