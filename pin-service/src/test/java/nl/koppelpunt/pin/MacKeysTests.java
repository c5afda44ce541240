// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.pin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MacKeysTests {
    private final PinMac stored = TestPins.KEYS.mac(TestPins.ID, TestPins.BINDING, TestPins.RIGHT);

    @Test
    @DisplayName("S-045: another id, binding or PIN gives another MAC")
    void everyPartCounts() {
        assertThat(stored.matches(TestPins.KEYS.mac("k1", TestPins.ID, TestPins.BINDING, TestPins.RIGHT)))
                .isTrue();
        assertThat(stored.matches(TestPins.KEYS.mac(UUID.randomUUID(), TestPins.BINDING, TestPins.RIGHT)))
                .isFalse();
        assertThat(stored.matches(TestPins.KEYS.mac(TestPins.ID, TestPins.OTHER_BINDING, TestPins.RIGHT)))
                .isFalse();
        assertThat(stored.matches(TestPins.KEYS.mac(TestPins.ID, TestPins.BINDING, TestPins.WRONG)))
                .isFalse();
    }

    @Test
    @DisplayName("S-050: the same PIN under another key gives another MAC, and the old key still checks the old one")
    void rotationKeepsOldMacsValid() {
        var rotated = new MacKeys("k2", Map.of("k1", TestPins.key(1), "k2", TestPins.key(2)));
        assertThat(rotated.mac(TestPins.ID, TestPins.BINDING, TestPins.RIGHT).matches(stored))
                .isFalse();
        assertThat(rotated.mac(stored.keyId(), TestPins.ID, TestPins.BINDING, TestPins.RIGHT)
                        .matches(stored))
                .isTrue();
    }

    @Test
    void refusesAFileThatCannotWork() {
        assertThatIllegalArgumentException().isThrownBy(() -> new MacKeys("k9", Map.of("k1", TestPins.key(1))));
        assertThatIllegalArgumentException().isThrownBy(() -> new MacKeys("k1", Map.of("k1", "c2hvcnQ=")));
    }

    @Test
    void doesNotPrintItsKeys() {
        assertThat(TestPins.KEYS).hasToString("MacKeys[k1]");
    }
}
