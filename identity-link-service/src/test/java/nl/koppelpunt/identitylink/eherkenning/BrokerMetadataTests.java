// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BrokerMetadataTests {

    private static final OwnKey PINNED = TestKeys.BROKER_NEXT;

    private final BrokerMetadataReader reader = new BrokerMetadataReader(
            TestBroker.ENTITY, SignatureRules.OF_THE_SCHEME, Clock.fixed(TestBroker.NOW, ZoneOffset.UTC));

    private Broker read(byte[] metadata) {
        return reader.read(metadata, List.of(TestKeys.OURS.certificate(), PINNED.certificate()));
    }

    @Test
    void verifiedMetadataDescribesTheBroker() {
        Broker broker = read(TestMetadata.genuine().signedBy(PINNED));

        assertThat(broker.entityId()).isEqualTo(TestBroker.ENTITY);
        assertThat(broker.signOn().post()).isEqualTo(URI.create("https://broker.example.nl/sso"));
        assertThat(broker.artifactLocations()).containsEntry(0, URI.create("https://localhost:8491/artifact"));
        assertThat(broker.signingKeys())
                .singleElement()
                .extracting(VerificationKey::name)
                .isEqualTo(TestKeys.BROKER.name());
    }

    @Test
    @DisplayName("S-032: metadata that the pinned certificate did not sign is refused")
    void otherSignatureIsRefused() {
        assertRefused(Refusal.SIGNATURE_WRONG, TestMetadata.genuine().signedBy(TestKeys.STRANGER));
        assertRefused(Refusal.SIGNATURE_WRONG, TestMetadata.genuine().signedBy(TestKeys.BROKER));
        assertRefused(Refusal.SIGNATURE_MISSING, TestMetadata.genuine().unsigned());
    }

    @Test
    void changedMetadataIsRefused() {
        String changed = new String(TestMetadata.genuine().signedBy(PINNED), StandardCharsets.UTF_8)
                .replace("https://localhost:8491", "https://evil.example:8491");

        assertRefused(Refusal.SIGNATURE_WRONG, changed.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    @DisplayName("S-032: metadata past its validUntil is refused")
    void expiredMetadataIsRefused() {
        assertRefused(
                Refusal.NO_LONGER_VALID,
                TestMetadata.genuine()
                        .edit("2026-11-25T10:00:00Z", "2026-11-24T10:00:00Z")
                        .signedBy(PINNED));
    }

    @Test
    void metadataOfAnotherIsRefused() {
        assertRefused(
                Refusal.ISSUER_MISMATCH,
                TestMetadata.genuine().edit("entities:9001", "entities:9002").signedBy(PINNED));
    }

    @Test
    @DisplayName("S-025: a key without use counts for signing")
    void keyWithoutUseCounts() {
        byte[] metadata = TestMetadata.genuine().edit(" use=\"signing\"", "").signedBy(PINNED);

        assertThat(read(metadata).signingKeys()).hasSize(1);
    }

    @Test
    @DisplayName("S-025: metadata without a usable key is refused, never taken unchecked")
    void metadataWithoutUsableKeyIsRefused() {
        assertRefused(
                Refusal.SIGNATURE_KEY_UNKNOWN,
                TestMetadata.genuine()
                        .edit("use=\"signing\"", "use=\"encryption\"")
                        .signedBy(PINNED));
        assertRefused(
                Refusal.SIGNATURE_KEY_UNKNOWN,
                TestMetadata.genuine().certificate(TestKeys.BROKER_SHORT).signedBy(PINNED));
    }

    @Test
    @DisplayName("S-029: artifacts are resolved over TLS only")
    void plainArtifactLocationIsRefused() {
        assertRefused(
                Refusal.MESSAGE_STRUCTURE,
                TestMetadata.genuine()
                        .edit("https://localhost:8491", "http://localhost:8491")
                        .signedBy(PINNED));
    }

    @Test
    void locationThatIsNoWebAddressIsRefused() {
        assertRefused(
                Refusal.MESSAGE_STRUCTURE,
                TestMetadata.genuine()
                        .edit("https://broker.example.nl/sso", "javascript:alert(1)")
                        .signedBy(PINNED));
    }

    private void assertRefused(Refusal refusal, byte[] metadata) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> read(metadata))
                .extracting(RefusedException::refusal)
                .isEqualTo(refusal);
    }
}
