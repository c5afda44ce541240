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
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import nl.koppelpunt.platform.test.TestPki;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.test.StepVerifier;

@ExtendWith(OutputCaptureExtension.class)
class BrokerDirectoryTests {

    private static final OwnKey PINNED = TestKeys.BROKER_NEXT;

    private final AtomicReference<Instant> now = new AtomicReference<>(TestBroker.NOW);
    private final XmlWork work = new XmlWork();
    private final MemoryArchive archive = new MemoryArchive();

    @TempDir
    Path directory;

    private Path metadata = Path.of("");
    private @Nullable BrokerTrust trust;

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

    @Test
    @DisplayName("S-032: the last good copy outlives a restart while the broker is away, until it expires")
    void lastGoodCopyOutlivesARestart() throws IOException {
        Files.write(metadata, TestMetadata.genuine().signedBy(PINNED));
        refresh(brokers());
        Files.delete(metadata);

        BrokerDirectory restarted = brokers();
        refresh(restarted);
        assertAvailable(restarted);

        now.set(TestBroker.NOW.plus(Duration.ofDays(1)));
        assertUnavailable(restarted);
        BrokerDirectory later = brokers();
        refresh(later);
        assertUnavailable(later);
    }

    @Test
    @DisplayName("S-032: what was kept is verified again, and not believed because it was kept")
    void keptCopyThatWasChangedIsOfNoUse() {
        byte[] forged = TestMetadata.genuine().signedBy(TestKeys.STRANGER);
        archive.keep(TestBroker.ENTITY, forged).as(StepVerifier::create).verifyComplete();

        BrokerDirectory brokers = brokers();
        refresh(brokers);

        assertUnavailable(brokers);
        assertThat(brokers.lastKnown()).isNull();
    }

    @Test
    @DisplayName("S-032: metadata is read again before it expires, and a failing source not more than once a minute")
    void metadataIsReadAgainBeforeItExpires() throws IOException {
        BrokerDirectory brokers = brokers();
        Files.write(metadata, TestMetadata.genuine().signedBy(PINNED));
        refresh(brokers);
        Files.write(
                metadata,
                TestMetadata.genuine()
                        .edit("2026-11-25T10:00:00Z", "2026-11-26T10:00:00Z")
                        .signedBy(PINNED));

        now.set(TestBroker.NOW.plus(Duration.ofMinutes(59)));
        refresh(brokers);
        now.set(TestBroker.NOW.plus(Duration.ofDays(1)));
        assertUnavailable(brokers);

        now.set(TestBroker.NOW.plus(Duration.ofDays(1)).minusSeconds(60));
        refresh(brokers);
        now.set(TestBroker.NOW.plus(Duration.ofDays(1)));
        assertAvailable(brokers);

        Files.delete(metadata);
        now.set(TestBroker.NOW.plus(Duration.ofDays(2)).minusSeconds(90));
        refresh(brokers);
        Files.write(
                metadata,
                TestMetadata.genuine()
                        .edit("2026-11-25T10:00:00Z", "2026-11-27T10:00:00Z")
                        .signedBy(PINNED));
        now.set(TestBroker.NOW.plus(Duration.ofDays(2)).minusSeconds(31));
        refresh(brokers);
        assertThat(brokers.lastKnown())
                .extracting(Broker::validUntil)
                .isEqualTo(TestBroker.NOW.plus(Duration.ofDays(2)));
        now.set(TestBroker.NOW.plus(Duration.ofDays(2)).minusSeconds(30));
        refresh(brokers);
        now.set(TestBroker.NOW.plus(Duration.ofDays(2)));
        assertAvailable(brokers);
    }

    @Test
    @DisplayName("S-032: other signing keys than before are told, the same ones are not")
    void changeOfTheBrokersKeysIsTold(CapturedOutput output) throws IOException {
        BrokerDirectory brokers = brokers();
        Files.write(metadata, TestMetadata.genuine().signedBy(PINNED));
        refresh(brokers);
        now.set(TestBroker.NOW.plus(Duration.ofHours(2)));
        refresh(brokers);
        assertThat(output.getAll()).doesNotContain("signs with other keys");

        Files.write(
                metadata, TestMetadata.genuine().certificate(TestKeys.STRANGER).signedBy(PINNED));
        now.set(TestBroker.NOW.plus(Duration.ofHours(4)));
        refresh(brokers);

        assertThat(output.getAll())
                .contains("The broker signs with other keys than before: [" + TestKeys.STRANGER.name() + "]");
    }

    @Test
    @DisplayName("S-032: another pinned certificate counts without a restart, and the one before no longer")
    void pinnedCertificateIsReadAgain() throws IOException {
        BrokerDirectory brokers = brokers();
        Files.write(metadata, TestMetadata.genuine().signedBy(PINNED));
        refresh(brokers);

        pem(TestKeys.STRANGER, directory.resolve("pinned.pem"));
        refreshTrust();
        refresh(brokers);
        assertUnavailable(brokers);

        Files.write(metadata, TestMetadata.genuine().signedBy(TestKeys.STRANGER));
        refresh(brokers);
        assertAvailable(brokers);
    }

    @Test
    @DisplayName("S-032: a file of pinned certificates that cannot be read changes nothing")
    void unreadablePinnedCertificateChangesNothing(CapturedOutput output) throws IOException {
        BrokerDirectory brokers = brokers();
        Files.write(metadata, TestMetadata.genuine().signedBy(PINNED));
        refresh(brokers);

        Files.writeString(directory.resolve("pinned.pem"), "no certificate");
        refreshTrust();
        refresh(brokers);

        assertAvailable(brokers);
        assertThat(output.getAll()).contains("Those read before stay trusted");
    }

    private void refreshTrust() {
        Objects.requireNonNull(trust).refresh().as(StepVerifier::create).verifyComplete();
    }

    @Test
    @DisplayName("S-026: a broker that is switched off is none, good metadata or not")
    void disabledBrokerIsNone() throws IOException {
        Files.write(metadata, TestMetadata.genuine().signedBy(PINNED));
        BrokerDirectory brokers = brokers(false);
        refresh(brokers);

        assertRefused(Refusal.BROKER_DISABLED, brokers);
    }

    @Test
    @DisplayName("S-025: a replica is not ready until it has verified metadata once")
    void replicaWithoutBrokerIsNotReady() throws IOException {
        BrokerDirectory brokers = brokers();
        BrokerHealth health = new BrokerHealth(brokers);
        Files.write(
                metadata,
                TestMetadata.genuine()
                        .edit("use=\"signing\"", "use=\"encryption\"")
                        .signedBy(PINNED));
        refresh(brokers);
        assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);

        Files.write(metadata, TestMetadata.genuine().signedBy(PINNED));
        refresh(brokers);
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);

        now.set(TestBroker.NOW.plus(Duration.ofDays(1)));
        assertUnavailable(brokers);
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
    }

    private BrokerDirectory brokers() {
        return brokers(true);
    }

    private BrokerDirectory brokers(boolean enabled) {
        Path pinned = directory.resolve("pinned.pem");
        EHerkenningProperties properties = TestSettings.with(enabled, metadata.toString(), pinned, pinned);
        trust = new BrokerTrust(properties, work);
        Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);
        return new BrokerDirectory(properties, trust, archive, WebClient.builder(), work, clock);
    }

    private static void refresh(BrokerDirectory brokers) {
        brokers.refreshWhenDue().as(StepVerifier::create).verifyComplete();
    }

    private static void assertAvailable(BrokerDirectory brokers) {
        brokers.current().as(StepVerifier::create).expectNextCount(1).verifyComplete();
    }

    private static void assertUnavailable(BrokerDirectory brokers) {
        assertRefused(Refusal.BROKER_UNAVAILABLE, brokers);
    }

    private static void assertRefused(Refusal refusal, BrokerDirectory brokers) {
        brokers.current()
                .as(StepVerifier::create)
                .expectErrorSatisfies(error -> assertThat(error)
                        .isInstanceOfSatisfying(
                                RefusedException.class,
                                refused -> assertThat(refused.refusal()).isEqualTo(refusal)))
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
