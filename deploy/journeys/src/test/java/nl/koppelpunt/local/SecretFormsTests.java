// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretFormsTests {

    private static final SecretForms FORMS = new SecretForms(List.of("492817", "oud-wacht woord"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "492817",
                "pin=492817",
                "{\"pin\":\"492817\"}",
                "%34%39%32%38%31%37",
                "password=oud-wacht+woord&x=1",
                "oud-wacht woord"
            })
    void aSecretIsFoundAsItIsAndPercentEncoded(String text) {
        assertThat(FORMS.areIn(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "ab", "abc", "abcd"})
    void aSecretIsFoundInsideEncodedText(String before) {
        var bytes = (before + "492817 and more").getBytes(UTF_8);

        assertThat(FORMS.areIn("x" + Base64.getEncoder().encodeToString(bytes))).isTrue();
        assertThat(FORMS.areIn("\\x" + HexFormat.of().formatHex(bytes))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-01-01T00:00:00.492817Z", "a492817", "4928170", "492818", "", "4"})
    void anotherNumberIsNone(String text) {
        assertThat(FORMS.areIn(text)).isFalse();
    }

    @Test
    void whatIsNoNumberCountsAnywhere() {
        assertThat(FORMS.areIn("aoud-wacht woordb")).isTrue();
    }
}
