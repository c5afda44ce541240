// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import nl.koppelpunt.platform.test.TestPki;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code up} takes as another broker, and what it says of what it does not take. */
class OtherBrokerTests {

    private static final String METADATA = """
        <md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="urn:etoegang:HM:1:entities:1">
          <md:IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
            <md:SingleSignOnService Binding="post" Location="https://broker.example/sso"/>
            <md:SingleSignOnService Binding="redirect" Location="https://login.broker.example:8443/sso?a=b"/>
            <md:SingleSignOnService Binding="other" Location="https://broker.example/other"/>
          </md:IDPSSODescriptor>
        </md:EntityDescriptor>
        """;

    @TempDir
    private Path folder;

    @TempDir
    private static Path certificates;

    private static Path certificate;

    private Path metadata;

    @BeforeAll
    static void certificate() {
        certificate = certificates.resolve("broker.pem");
        new TestPki("Some broker").writePem(certificate);
    }

    @BeforeEach
    void metadata() throws IOException {
        metadata = Files.writeString(folder.resolve("metadata.xml"), METADATA);
    }

    @Test
    void itsNameAndItsPlacesToLogInAreReadFromAFile() {
        var broker = new BrokerMetadata(
                "urn:etoegang:HM:1:entities:1",
                new LinkedHashSet<>(List.of("https://broker.example", "https://login.broker.example:8443")));

        var settings = settings(metadata.toString());

        assertThat(settings.broker()).isEqualTo(new OtherBroker(metadata.toString(), broker, certificate, certificate));
        assertThat(settings.programs()).isNotEmpty().doesNotContain(Program.SIMULATOR);
    }

    @Test
    void orFromAnAddress() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        try {
            answer(server, "/metadata", 200, METADATA);
            answer(server, "/gone", 404, METADATA);
            answer(server, "/large", 200, "<a>" + "x".repeat(2_000_000) + "</a>");
            server.start();
            var address = "http://127.0.0.1:" + server.getAddress().getPort();

            assertThat(settings(address + "/metadata").programs()).doesNotContain(Program.SIMULATOR);
            assertRefused(address + "/gone", "answers 404");
            assertRefused(address + "/large", "cannot be fetched");
        } finally {
            server.stop(0);
        }
        assertRefused("http://127.0.0.1:9/metadata", "cannot be fetched");
        assertRefused("http://not an address", "is not an address");
    }

    @ParameterizedTest
    @CsvSource({
        "--broker-metadata, --broker-ca FILE",
        "--broker-ca, --broker-metadata-certificate FILE",
        "--broker-metadata-certificate, --broker-ca FILE"
    })
    void whatIsMissingIsNamed(String given, String missing) {
        assertThatExceptionOfType(StartFailure.class)
                .isThrownBy(() -> Settings.parse(given, certificate.toString()))
                .withMessageStartingWith("Another broker also needs " + missing);
    }

    @Test
    void aFileWithoutACertificateIsNamed() {
        assertThatExceptionOfType(StartFailure.class)
                .isThrownBy(() -> settings(metadata.toString(), metadata.toString()))
                .withMessage("--broker-ca names " + metadata + ", which holds no certificate.");
        assertThatExceptionOfType(StartFailure.class)
                .isThrownBy(() ->
                        settings(metadata.toString(), folder.resolve("nowhere").toString()))
                .withMessage("--broker-ca names " + folder.resolve("nowhere") + ", which cannot be read.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no xml",
                "<other/>",
                "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>",
                "<md:EntityDescriptor xmlns:md='urn:oasis:names:tc:SAML:2.0:metadata' entityID='a'/>",
                "<md:EntityDescriptor xmlns:md='urn:oasis:names:tc:SAML:2.0:metadata' entityID='a'>"
                        + "<md:SingleSignOnService Location='javascript:alert(1)'/></md:EntityDescriptor>",
                "<md:EntityDescriptor xmlns:md='urn:oasis:names:tc:SAML:2.0:metadata' entityID='a'>"
                        + "<md:SingleSignOnService Location='https://a b'/></md:EntityDescriptor>"
            })
    void whatIsNoMetadataOfABrokerIsOneLine(String document) throws IOException {
        Files.writeString(metadata, document);

        assertRefused(metadata.toString(), "The metadata of the broker, " + metadata + ", ");
    }

    private void assertRefused(String source, String reason) {
        assertThatExceptionOfType(StartFailure.class)
                .isThrownBy(() -> settings(source))
                .withMessageContaining(reason)
                .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain("\n"));
    }

    private Settings settings(String source) {
        return settings(source, certificate.toString());
    }

    private Settings settings(String source, String authority) {
        return Settings.parse(
                "--broker-metadata",
                source,
                "--broker-ca",
                authority,
                "--broker-metadata-certificate",
                certificate.toString());
    }

    private static void answer(HttpServer server, String path, int status, String body) {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        var _ = server.createContext(path, exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(status, bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        });
    }
}
