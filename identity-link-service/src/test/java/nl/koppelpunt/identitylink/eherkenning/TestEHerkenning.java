// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import nl.koppelpunt.platform.defaults.AccessRules;
import nl.koppelpunt.platform.test.ColumnEncryptionTestSupport;
import nl.koppelpunt.platform.test.PostgresTestSupport;
import nl.koppelpunt.platform.test.TemporaryFolder;
import nl.koppelpunt.platform.test.TestPki;
import nl.koppelpunt.platform.test.TestTokensSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistrar;
import reactor.core.publisher.Mono;

/** The service provider alone, before a genuine broker, and with a completion that keeps what it was given. */
@SpringBootConfiguration
@EnableAutoConfiguration
@ComponentScan
@Import({PostgresTestSupport.class, ColumnEncryptionTestSupport.class, TestTokensSupport.class})
class TestEHerkenning {

    private static final String PASSWORD = "geheim";

    /** Keeps who logged in. */
    static final class Logins implements LoginCompletion {

        private final List<VerifiedIdentity> identities = new CopyOnWriteArrayList<>();
        private final List<Optional<BrokerSession>> brokerSessions = new CopyOnWriteArrayList<>();
        private final List<String> left = new CopyOnWriteArrayList<>();
        private volatile boolean linked;
        private volatile boolean restricted;
        private volatile @Nullable RuntimeException fault;

        @Override
        public Mono<LoginResult> complete(
                VerifiedIdentity identity,
                @Nullable BrokerSession brokerSession,
                @Nullable String existingSessionCookie) {
            return Mono.fromSupplier(() -> {
                if (fault != null) {
                    throw fault;
                }
                identities.add(identity);
                brokerSessions.add(Optional.ofNullable(brokerSession));
                return restricted
                        ? new LoginResult.OutsideRestriction()
                        : new LoginResult.Begun("session-secret", linked);
            });
        }

        @Override
        public Mono<Void> leave(String existingSessionCookie) {
            return Mono.fromRunnable(() -> left.add(existingSessionCookie));
        }

        /** The sessions that ended because a login was refused. */
        List<String> left() {
            return left;
        }

        List<VerifiedIdentity> identities() {
            return identities;
        }

        List<Optional<BrokerSession>> brokerSessions() {
            return brokerSessions;
        }

        void beOutsideTheRestriction() {
            restricted = true;
        }

        void failBy(RuntimeException cause) {
            fault = cause;
        }

        void reset(boolean nextLinked) {
            identities.clear();
            brokerSessions.clear();
            left.clear();
            fault = null;
            restricted = false;
            linked = nextLinked;
        }
    }

    @Bean
    Logins logins() {
        return new Logins();
    }

    @Bean
    AccessRules accessRules() {
        return exchanges -> exchanges
                .pathMatchers("/eherkenning/*", "/internal/login-refusals/*")
                .permitAll();
    }

    /** Messages and certificates of the tests are of one moment. */
    @Bean
    FaultyClock clock() {
        return new FaultyClock();
    }

    @Bean
    TestPki testPki() {
        return new TestPki();
    }

    @Bean
    SoapBroker soapBroker(TestPki pki) {
        return new SoapBroker(pki, pki.issue("broker", "localhost"));
    }

    @Bean
    DynamicPropertyRegistrar eHerkenningProperties(TestPki pki, SoapBroker broker) throws IOException {
        Path directory = TemporaryFolder.create("eherkenning");
        Path keyStore = keyStore(directory, pki.issue("portaal"));
        Path password = Files.writeString(directory.resolve("password"), PASSWORD + "\n");
        Path trust = directory.resolve("trust.pem");
        pki.writePem(trust);
        Path pinned = directory.resolve("metadata.pem");
        BrokerDirectoryTests.pem(TestKeys.BROKER_NEXT, pinned);
        Path metadata = Files.write(
                directory.resolve("metadata.xml"),
                TestMetadata.genuine()
                        .edit("https://localhost:8491/artifact", broker.url())
                        .logOut(Saml.BINDING_POST)
                        .signedBy(TestKeys.BROKER_NEXT));
        return registry -> {
            registry.add("koppelpunt.eherkenning.entity-id", () -> TestBroker.PROVIDER);
            registry.add("koppelpunt.eherkenning.service-id", () -> TestBroker.SERVICE);
            registry.add("koppelpunt.eherkenning.service-uuid", () -> TestBroker.SERVICE_UUID);
            registry.add("koppelpunt.eherkenning.service-name", () -> "Portaal voor <scholen> & besturen");
            registry.add("koppelpunt.eherkenning.base-url", () -> "https://portaal.example.nl");
            registry.add("koppelpunt.eherkenning.key-store", () -> keyStore);
            registry.add("koppelpunt.eherkenning.key-store-password-file", () -> password);
            registry.add("koppelpunt.eherkenning.tls-trust-file", () -> trust);
            registry.add("koppelpunt.eherkenning.broker.entity-id", () -> TestBroker.ENTITY);
            registry.add("koppelpunt.eherkenning.broker.metadata", metadata::toString);
            registry.add("koppelpunt.eherkenning.broker.metadata-certificate-file", () -> pinned);
        };
    }

    private static Path keyStore(Path directory, TestPki.Issued tls) throws IOException {
        Path file = directory.resolve("keys.p12");
        tls.writePkcs12(file, "tls", PASSWORD);
        tls.writePkcs12(file, "signing", PASSWORD);
        char[] password = PASSWORD.toCharArray();
        try (var input = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(input, password);
            store.setKeyEntry(
                    "encryption", TestKeys.OURS.privateKey(), password, new Certificate[] {TestKeys.OURS.certificate()
                    });
            try (OutputStream output = Files.newOutputStream(file)) {
                store.store(output, password);
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        return file;
    }
}
