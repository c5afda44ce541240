// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.local;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** A real PostgreSQL with a durable data directory, and in it one database and one role a service. */
final class Database implements AutoCloseable {

    static final List<String> NAMES = List.of("identity_link", "account", "pin", "notification");

    private final EmbeddedPostgres server;
    private final Secrets secrets;

    private Database(EmbeddedPostgres server, Secrets secrets) {
        this.server = server;
        this.secrets = secrets;
    }

    static Database start(Layout layout, Ports ports, Secrets secrets) {
        var log = Redirect.appendTo(layout.log("postgresql").toFile());
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
            var database = new Database(builder.start(), secrets);
            database.createDatabases();
            return database;
        } catch (IOException | SQLException e) {
            throw new StartFailure(
                    "PostgreSQL does not start: " + e.getMessage() + ". See " + layout.log("postgresql"), e);
        }
    }

    String password(String name) {
        return secrets.password("postgresql-" + name);
    }

    Connection connect(String database) throws SQLException {
        return server.getDatabase("postgres", database).getConnection();
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
        server.close();
    }
}
