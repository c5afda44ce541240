// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.simulator;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import nl.koppelpunt.platform.test.TemporaryFolder;
import nl.koppelpunt.platform.test.TestPki;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.DynamicPropertyRegistrar;

/** The keys of both sides and a mail server, made once for all tests. */
@TestConfiguration(proxyBeanMethods = false)
class TestLandscape {

    static final TestPki PKI = new TestPki();
    static final TestDv DV = new TestDv(PKI);
    static final GreenMail MAIL = new GreenMail(new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_SMTP));

    private static final String PASSWORD = "changeit-in-tests";
    private static final Path FOLDER = folder();

    static {
        MAIL.start();
    }

    @Bean
    DynamicPropertyRegistrar landscape() {
        return properties -> {
            properties.add("simulator.key-store", () -> file("broker.p12"));
            properties.add("simulator.key-store-password-file", () -> file("password"));
            properties.add("simulator.soap-trust-file", () -> file("clients.pem"));
            properties.add("simulator.dv-metadata", () -> file("dv.xml"));
            properties.add("simulator.pseudonym-secret-file", () -> file("pseudonyms"));
            properties.add("spring.mail.host", () -> "localhost");
            properties.add("spring.mail.port", () -> MAIL.getSmtp().getPort());
        };
    }

    private static String file(String name) {
        return FOLDER.resolve(name).toString();
    }

    private static Path folder() {
        try {
            var folder = TemporaryFolder.create("broker-simulator");
            Files.writeString(folder.resolve("password"), PASSWORD);
            Files.writeString(folder.resolve("pseudonyms"), "a secret of these tests");
            PKI.issue("broker signing").writePkcs12(folder.resolve("broker.p12"), "signing", PASSWORD);
            PKI.issue("localhost", "localhost", "127.0.0.1").writePkcs12(folder.resolve("broker.p12"), "tls", PASSWORD);
            PKI.writePem(folder.resolve("clients.pem"));
            Files.writeString(folder.resolve("dv.xml"), DV.metadata());
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
