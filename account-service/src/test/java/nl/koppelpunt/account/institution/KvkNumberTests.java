// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.institution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class KvkNumberTests {

    @Test
    void lostLeadingZerosComeBack() {
        assertThat(KvkNumber.padded("1234567")).isEqualTo(new KvkNumber("01234567"));
    }

    @Test
    void moreThanEightDigitsAreNoKvkNumber() {
        assertThatIllegalArgumentException().isThrownBy(() -> KvkNumber.padded("123456789"));
        assertThatIllegalArgumentException().isThrownBy(() -> KvkNumber.padded(""));
        assertThatIllegalArgumentException().isThrownBy(() -> new KvkNumber("1234567"));
    }
}
