// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import nl.koppelpunt.platform.test.TestPki;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.test.StepVerifier;

class BrokerDirectoryTests {

    private static final OwnKey PINNED = TestKeys.BROKER_NEXT;

    private final AtomicReference<Instant> now = new AtomicReference<>(TestBroker.NOW);
    private final XmlWork work = new XmlWork();

    @TempDir
    Path directory;

    private Path metadata = Path.of("");

    @BeforeEach
    void prepare() {
        metadata = directory.resolve("metadata.xml");
        pem(PINNED, directory.resolve("pinned.pem"));
    }

    @AfterEach
    void stop() {
        work.destroy();
    }

    @Test
    @DisplayName("S-025: without verified metadata there is no broker, and it may come later")
    void brokerMayComeLater() throws IOException {
        BrokerDirectory brokers = brokers();
        refresh(brokers);
        assertUnavailable(brokers);

        Files.write(metadata, TestMetadata.genuine().signedBy(TestKeys.STRANGER));
        refresh(brokers);
        assertUnavailable(brokers);

        Files.write(metadata, TestMetadata.genuine().signedBy(PINNED));
        refresh(brokers);
        assertAvailable(brokers);
    }

    @Test
    @DisplayName("S-032: the last good copy is kept until it expires")
    void lastGoodCopyIsKept() throws IOException {
        BrokerDirectory brokers = brokers();
        Files.write(metadata, TestMetadata.genuine().signedBy(PINNED));
        refresh(brokers);
        Files.writeString(metadata, "no metadata", StandardCharsets.UTF_8);

        now.set(TestBroker.NOW.plus(Duration.ofHours(2)));
        refresh(brokers);
        assertAvailable(brokers);

        now.set(TestBroker.NOW.plus(Duration.ofDays(1)));
        refresh(brokers);
        assertUnavailable(brokers);
    }

    private BrokerDirectory brokers() {
        EHerkenningProperties properties =
                TestSettings.with(metadata.toString(), directory.resolve("pinned.pem"), metadata);
        Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);
        return new BrokerDirectory(properties, WebClient.builder(), work, clock);
    }

    private static void refresh(BrokerDirectory brokers) {
        brokers.refreshWhenDue().as(StepVerifier::create).verifyComplete();
    }

    private static void assertAvailable(BrokerDirectory brokers) {
        brokers.current().as(StepVerifier::create).expectNextCount(1).verifyComplete();
    }

    private static void assertUnavailable(BrokerDirectory brokers) {
        brokers.current()
                .as(StepVerifier::create)
                .expectErrorSatisfies(error -> assertThat(error)
                        .isInstanceOfSatisfying(
                                RefusedException.class,
                                refused -> assertThat(refused.refusal()).isEqualTo(Refusal.BROKER_UNAVAILABLE)))
                .verify();
    }

    static void pem(OwnKey key, Path file) {
        new TestPki.Issued(
                        new KeyPair(key.certificate().getPublicKey(), key.privateKey()),
                        key.certificate(),
                        key.certificate())
                .writePem(file);
    }
}
