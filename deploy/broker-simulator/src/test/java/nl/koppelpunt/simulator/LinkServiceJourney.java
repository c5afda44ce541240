// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import nl.koppelpunt.platform.test.TemporaryFolder;
import nl.koppelpunt.platform.test.TestPki;
import nl.koppelpunt.simulator.saml.NextDefect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** This broker and identity-link-service as it is packaged, which know each other; one of each for all journeys. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.DEFINED_PORT)
abstract class LinkServiceJourney {

    private static final TestPki PKI = TestLandscape.PKI;
    private static final Path FOLDER = TemporaryFolder.create("link-service-journey");
    private static final int PORT = freePort();
    private static final int SOAP_PORT = freePort();
    private static final int SERVICE_PORT = freePort();
    private static final Pattern FIELD = Pattern.compile("name=\"(SAML\\w+|RelayState)\" value=\"([^\"]+)\"");

    /** Started once this broker has its metadata to show, and stopped with the JVM. */
    private static final class Service {
        static final RunningLinkService RUNNING = start();

        private static RunningLinkService start() {
            var service = new RunningLinkService(FOLDER, SERVICE_PORT, PKI, "http://localhost:" + PORT + "/metadata");
            Runtime.getRuntime().addShutdownHook(new Thread(service::close));
            return service;
        }
    }

    /** Only where a journey begins before it. */
    private static final class Gateway {
        static final RunningGateway RUNNING = start();

        private static RunningGateway start() {
            var gateway = new RunningGateway(FOLDER, freePort(), service().port());
            Runtime.getRuntime().addShutdownHook(new Thread(gateway::close));
            return gateway;
        }
    }

    @Autowired
    NextDefect next;

    final TestBrowser browser = new TestBrowser(PORT);

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry properties) throws IOException {
        PKI.writePem(FOLDER.resolve("ca.pem"));
        Files.writeString(FOLDER.resolve("password"), "changeit-in-tests");
        var signer = PKI.issue("broker signing");
        signer.writePem(FOLDER.resolve("broker.pem"));
        signer.writePkcs12(FOLDER.resolve("broker.p12"), "signing", "changeit-in-tests");
        PKI.issue("localhost", "localhost").writePkcs12(FOLDER.resolve("broker.p12"), "tls", "changeit-in-tests");
        properties.add("server.port", () -> PORT);
        properties.add("management.server.port", () -> -1);
        properties.add("simulator.base-url", () -> "http://localhost:" + PORT);
        properties.add("simulator.soap-port", () -> SOAP_PORT);
        properties.add("simulator.soap-url", () -> "https://localhost:" + SOAP_PORT + "/artifact");
        properties.add("simulator.key-store", () -> FOLDER.resolve("broker.p12"));
        properties.add("simulator.key-store-password-file", () -> FOLDER.resolve("password"));
        properties.add("simulator.soap-trust-file", () -> FOLDER.resolve("ca.pem"));
        properties.add("simulator.dv-metadata", () -> "http://localhost:" + SERVICE_PORT + "/eherkenning/metadata");
        properties.add("spring.mail.host", () -> "localhost");
        properties.add("spring.mail.port", () -> TestLandscape.MAIL.getSmtp().getPort());
    }

    @BeforeEach
    void withoutADefect() {
        next.choose(null);
    }

    @AfterEach
    void closeBrowser() {
        browser.close();
    }

    record Begun(String cookie, String request, String relayState) {}

    static RunningLinkService service() {
        return Service.RUNNING;
    }

    static RunningGateway gateway() {
        return Gateway.RUNNING;
    }

    Begun begin() {
        var page = service().get("/eherkenning/login", "");
        var cookie = page.headers().allValues("Set-Cookie").stream()
                .filter(set -> set.startsWith("__Host-saml="))
                .map(set -> set.substring(0, set.indexOf(';')))
                .findFirst()
                .orElseThrow();
        var fields = fields(page);
        return new Begun(cookie, named(fields, "SAMLRequest"), named(fields, "RelayState"));
    }

    static Map<String, String> fields(HttpResponse<String> page) {
        return FIELD.matcher(page.body())
                .results()
                .collect(Collectors.toMap(found -> found.group(1), found -> found.group(2)));
    }

    static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + TestDv.encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    Map<String, String> atBroker(Begun login) {
        var location = TestBrowser.location(browser.post(
                "/saml/sso", form(Map.of("SAMLRequest", login.request(), "RelayState", login.relayState()))));
        var code = browser.upToCode(location, "middelen-a", "contact-a", "&niveau=LOA3");
        return TestBrowser.parameters(browser.post(location + "/code", "code=" + code));
    }

    HttpResponse<String> back(Begun login, Map<String, String> parameters) {
        return service()
                .get(
                        "/eherkenning/acs?SAMLart=" + TestDv.encoded(named(parameters, "SAMLart")) + "&RelayState="
                                + TestDv.encoded(named(parameters, "RelayState")),
                        login.cookie());
    }

    private static String named(Map<String, String> parameters, String name) {
        return Objects.requireNonNull(parameters.get(name), name);
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
