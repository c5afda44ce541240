// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.pin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RawPinTests {
    @Test
    @DisplayName("S-053: a PIN, a request and a MAC cannot be printed")
    void secretsCannotBePrinted() {
        assertThat(new RawPin("042917")).hasToString("RawPin[redacted]");
        assertThat(new PinController.CheckRequest("042917", TestPins.BINDING.value()))
                .hasToString("CheckRequest[redacted]");
        assertThat(new PinController.IssueRequest("link", "a@school.example", "nl", "b", "s", null))
                .hasToString("IssueRequest[redacted]");
        assertThat(TestPins.request("subject").toString()).doesNotContain("school.example");
        assertThat(TestPins.KEYS.mac(TestPins.ID, TestPins.BINDING, TestPins.RIGHT))
                .hasToString("PinMac[redacted]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "12345", "1234567", "12345a", " 12345", "12345\n", "١٢٣٤٥٦"})
    void onlySixDigitsAreAPin(String digits) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RawPin(digits))
                .withMessageNotContaining("12345");
    }
}
