// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.simulator;

import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import nl.koppelpunt.platform.test.TestDatabase;
import nl.koppelpunt.platform.test.TestKeysets;
import nl.koppelpunt.platform.test.TestPki;

/** identity-link-service as it is packaged, in a process of its own, on a real database. */
final class RunningLinkService implements AutoCloseable {

    private static final String MEMORY = "-Xmx256m";
    private static final String PASSWORD = "changeit-in-tests";
    private static final String SERVICE = "urn:etoegang:DV:00000001234567890000";

    private final TestDatabase database = TestDatabase.fresh();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Path folder;
    private final int port;
    private final PackagedProgram program;

    RunningLinkService(Path folder, int port, TestPki pki, String brokerMetadata) {
        this.folder = folder;
        this.port = port;
        this.program = PackagedProgram.start("identity-link-service", folder, MEMORY, settings(pki, brokerMetadata));
        await().atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofMillis(500))
                .ignoreExceptions()
                .until(() -> get("/eherkenning/login", "").statusCode() == 200);
    }

    HttpResponse<String> get(String path, String cookie) {
        var request = to(path);
        return send(cookie.isEmpty() ? request : request.header("Cookie", cookie));
    }

    HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    int port() {
        return port;
    }

    RunningMemory memory() {
        return program.memory();
    }

    boolean isAlive() {
        return program.isAlive();
    }

    /** While somebody else holds on to a table. */
    <T> T whileLocked(String table, Supplier<T> act) {
        try (Connection connection =
                        DriverManager.getConnection(database.jdbcUrl(), database.username(), database.password());
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table " + table + " in access exclusive mode");
            return act.get();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** The first column of what a query finds, as text. */
    List<String> query(String sql) {
        try (Connection connection =
                        DriverManager.getConnection(database.jdbcUrl(), database.username(), database.password());
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var found = new ArrayList<String>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private Map<String, String> settings(TestPki pki, String brokerMetadata) {
        var own = "http://localhost:" + port;
        var settings = new LinkedHashMap<String, String>();
        settings.put("server.port", String.valueOf(port));
        settings.put("management.server.port", "-1");
        settings.put("spring.r2dbc.url", database.r2dbcUrl());
        settings.put("spring.r2dbc.username", database.username());
        settings.put("spring.r2dbc.password", database.password());
        settings.put("spring.flyway.url", database.jdbcUrl());
        settings.put("spring.flyway.user", database.username());
        settings.put("spring.flyway.password", database.password());
        settings.put("spring.kafka.bootstrap-servers", "localhost:1");
        settings.put("spring.kafka.listener.auto-startup", "false");
        settings.put("koppelpunt.outbox.relay.enabled", "false");
        settings.put("koppelpunt.oin", "00000001234567890000");
        settings.put("koppelpunt.tokens.issuer", own);
        settings.put("koppelpunt.tokens.signing-keys-file", tokenKeys().toString());
        settings.put("koppelpunt.security.person.issuer", own);
        settings.put("koppelpunt.security.person.jwk-set-uri", own + "/.well-known/jwks.json");
        settings.put("koppelpunt.accounts.base-url", "http://localhost:1");
        settings.put("koppelpunt.pins.base-url", "http://localhost:1");
        settings.putAll(new TestKeysets().properties());
        eHerkenning(pki, brokerMetadata, settings);
        return settings;
    }

    private void eHerkenning(TestPki pki, String brokerMetadata, Map<String, String> settings) {
        var store = folder.resolve("dv.p12");
        for (var alias : List.of("signing", "encryption", "tls")) {
            pki.issue("dv " + alias).writePkcs12(store, alias, PASSWORD);
        }
        var prefix = "koppelpunt.eherkenning.";
        settings.put(prefix + "entity-id", SERVICE + ":entities:9001");
        settings.put(prefix + "service-id", SERVICE + ":services:1");
        settings.put(prefix + "service-name", "Mijn Helpdesk");
        settings.put(prefix + "base-url", "https://portaal.example");
        settings.put(prefix + "key-store", store.toString());
        settings.put(
                prefix + "key-store-password-file",
                write("dv.password", PASSWORD).toString());
        settings.put(prefix + "tls-trust-file", folder.resolve("ca.pem").toString());
        settings.put(prefix + "broker.entity-id", TestDv.BROKER);
        settings.put(prefix + "broker.metadata", brokerMetadata);
        settings.put(
                prefix + "broker.metadata-certificate-file",
                folder.resolve("broker.pem").toString());
    }

    private Path tokenKeys() {
        try {
            var key = new ECKeyGenerator(Curve.P_256).keyID("test").generate();
            return write("tokens.json", new JWKSet(key).toString(false));
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    private Path write(String name, String content) {
        try {
            return Files.writeString(folder.resolve(name), content);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        program.close();
        http.close();
    }
}
