// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.test;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** The one PostgreSQL server of this JVM: a container where Docker answers, else the embedded binaries. */
final class PostgresServer {

    private static final String ROLE = "service";
    private static final String MAX_CONNECTIONS = "400";
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final String host;
    private final int port;
    private final String username;
    private final String password;

    private PostgresServer(String host, int port, String username, String password) {
        this.host = host;
        this.port = port;
        this.username = username;
        this.password = password;
        execute("CREATE ROLE " + ROLE + " LOGIN PASSWORD '" + ROLE + "'");
    }

    static TestDatabase freshDatabase() {
        return Holder.SERVER.create("test_" + DATABASES.incrementAndGet());
    }

    private TestDatabase create(String name) {
        execute("CREATE DATABASE " + name + " OWNER " + ROLE);
        return new TestDatabase(host, port, name, ROLE, ROLE);
    }

    private void execute(String sql) {
        String url = "jdbc:postgresql://" + host + ":" + port + "/postgres";
        try (Connection connection = DriverManager.getConnection(url, username, password);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("The test database refused: " + sql, e);
        }
    }

    private static PostgresServer start() {
        return Containers.chosen() ? container() : embedded();
    }

    @SuppressWarnings("resource") // lives as long as the JVM; Testcontainers removes it
    private static PostgresServer container() {
        var container = new PostgreSQLContainer(ContainerImage.POSTGRESQL.chosen());
        container
                .withDatabaseName("postgres")
                .withCommand("postgres", "-c", "fsync=off", "-c", "max_connections=" + MAX_CONNECTIONS)
                .start();
        return new PostgresServer(
                container.getHost(),
                container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT),
                container.getUsername(),
                container.getPassword());
    }

    @SuppressWarnings("resource") // lives as long as the JVM; its shutdown hook stops it
    private static PostgresServer embedded() {
        try {
            var server = EmbeddedPostgres.builder()
                    .setServerConfig("max_connections", MAX_CONNECTIONS)
                    .start();
            return new PostgresServer("localhost", server.getPort(), "postgres", "postgres");
        } catch (IOException e) {
            throw new UncheckedIOException("The embedded PostgreSQL does not start", e);
        }
    }

    private static final class Holder {
        static final PostgresServer SERVER = start();
    }
}
