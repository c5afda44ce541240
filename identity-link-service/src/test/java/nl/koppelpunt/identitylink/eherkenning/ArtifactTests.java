// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("S-029: artifacts")
class ArtifactTests {

    @Test
    void artifactOfTheBrokerIsRead() {
        assertThat(Artifact.parse(encode(artifact(4, TestBroker.ENTITY)), TestBroker.ENTITY)
                        .endpointIndex())
                .isEqualTo(258);
    }

    @Test
    void otherTypeIsRefused() {
        assertRefused(Refusal.ARTIFACT_MALFORMED, encode(artifact(1, TestBroker.ENTITY)));
    }

    @Test
    void otherLengthIsRefused() {
        byte[] artifact = artifact(4, TestBroker.ENTITY);

        assertRefused(Refusal.ARTIFACT_MALFORMED, encode(Arrays.copyOf(artifact, 43)));
        assertRefused(Refusal.ARTIFACT_MALFORMED, encode(Arrays.copyOf(artifact, 45)));
        assertRefused(Refusal.ARTIFACT_MALFORMED, "");
        assertRefused(Refusal.ARTIFACT_MALFORMED, "geen artifact");
    }

    @Test
    void otherSourceIsRefused() {
        assertRefused(
                Refusal.ARTIFACT_OF_OTHER_BROKER,
                encode(artifact(4, "urn:etoegang:HM:00000009999999990000:entities:1")));
    }

    static byte[] artifact(int type, String entityId) {
        byte[] bytes = new byte[44];
        bytes[1] = (byte) type;
        bytes[2] = 1;
        bytes[3] = 2;
        System.arraycopy(Hashes.sha1(entityId), 0, bytes, 4, 20);
        return bytes;
    }

    private static String encode(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static void assertRefused(Refusal refusal, String encoded) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> Artifact.parse(encoded, TestBroker.ENTITY))
                .extracting(RefusedException::refusal)
                .isEqualTo(refusal);
    }
}
