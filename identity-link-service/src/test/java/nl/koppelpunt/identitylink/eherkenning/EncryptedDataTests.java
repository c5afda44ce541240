// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

/** Corrupts what was encrypted, repeatably: who sends it can learn nothing from how, or how fast, it is refused. */
class EncryptedDataTests {

    private static final long SEED = 20261124L;
    private static final int CORRUPTIONS = 500;

    private enum Corruption {
        CONTENT_BIT,
        CONTENT_END,
        CONTENT_CUT,
        CONTENT_SWAPPED,
        KEY_BIT;

        byte[] apply(byte[] bytes, Random random) {
            byte[] corrupted = bytes.clone();
            switch (this) {
                case CONTENT_BIT, KEY_BIT ->
                    corrupted[random.nextInt(corrupted.length)] ^= (byte) (1 << random.nextInt(8));
                case CONTENT_END -> corrupted[corrupted.length - 1] ^= (byte) (1 + random.nextInt(255));
                case CONTENT_CUT -> corrupted = Arrays.copyOf(corrupted, random.nextInt(corrupted.length));
                case CONTENT_SWAPPED -> {
                    int block = 16 * random.nextInt(corrupted.length / 16 - 1);
                    System.arraycopy(bytes, block, corrupted, block + 16, 16);
                    System.arraycopy(bytes, block + 16, corrupted, block, 16);
                }
            }
            return corrupted;
        }
    }

    private final Random random = new Random(SEED);
    private final EncryptedIdentifiers identifiers =
            new EncryptedIdentifiers(TestBroker.PROVIDER, () -> List.of(TestKeys.OURS_NEXT, TestKeys.OURS));

    @ParameterizedTest
    @ValueSource(strings = {TestEncryption.CBC, TestEncryption.GCM})
    @DisplayName("S-012: a thousand corruptions of key, padding and tag give one answer at one pace")
    void everyCorruptionIsRefusedAlike(String algorithm) {
        Map<Corruption, List<Long>> pace = new EnumMap<>(Corruption.class);
        for (int i = 0; i < CORRUPTIONS; i++) {
            Corruption corruption = Corruption.values()[i % Corruption.values().length];
            Element encryptedId = corrupt(algorithm, corruption);
            long start = System.nanoTime();
            assertThatExceptionOfType(RefusedException.class)
                    .isThrownBy(() -> identifiers.open(encryptedId))
                    .extracting(RefusedException::refusal)
                    .isEqualTo(Refusal.DECRYPTION_FAILED);
            pace.computeIfAbsent(corruption, _ -> new ArrayList<>()).add(System.nanoTime() - start);
        }
        List<Long> medians =
                pace.values().stream().map(EncryptedDataTests::median).sorted().toList();
        assertThat(medians.getLast()).isLessThan(3 * medians.getFirst());
    }

    private Element corrupt(String algorithm, Corruption corruption) {
        String xml = TestEncryption.forUs().content(algorithm).encryptedId(TestBroker.KVK_TYPE, TestBroker.KVK);
        Element encryptedId = TestBroker.parse(
                        xml.replace("<saml:EncryptedID", "<saml:EncryptedID xmlns:saml=\"" + Saml.ASSERTION + "\""))
                .getDocumentElement();
        Element part =
                TestBroker.only(encryptedId, corruption == Corruption.KEY_BIT ? "EncryptedKey" : "EncryptedData");
        Element value = TestBroker.only(TestBroker.only(part, "CipherData"), "CipherValue");
        byte[] genuine = Base64.getDecoder().decode(value.getTextContent());
        value.setTextContent(Base64.getEncoder().encodeToString(corruption.apply(genuine, random)));
        return encryptedId;
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
