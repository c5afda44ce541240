// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.pin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("S-058: the typed address")
class EmailAddressTests {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@b",
                "a@b.nl\r\nBcc: c@d.nl",
                "a@b.nl\n",
                "a@b.nl,c@d.nl",
                "a@b.nl;c@d.nl",
                "a@b@c.nl",
                "@b.nl",
                "a@",
                "a b@c.nl",
                "<a@b.nl>",
                "\"a\"@b.nl",
                "a@b..nl",
                "a@.nl",
                "a\u0000@b.nl",
                "a\u0085b@c.nl",
                "a\u2028b@c.nl",
                "a\u202eb@c.nl",
                "a\u00a0b@c.nl"
            })
    void cannotBendAMailHeader(String address) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EmailAddress(address))
                .withMessage("Not an e-mail address");
    }

    @Test
    void hasAtMost254Characters() {
        var domain = "@" + "d".repeat(60) + "." + "d".repeat(60) + "." + "d".repeat(60) + ".nl";
        var longest = "a".repeat(64) + domain;
        assertThat(new EmailAddress(longest).value()).isEqualTo(longest);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EmailAddress("a@" + "d".repeat(250) + ".nl"))
                .withMessageNotContaining("ddd");
    }

    @Test
    void theLongestOfRequestsIsMatchedWithoutDepth() {
        var matcher = Pattern.compile(EmailAddress.PATTERN).matcher("x@a" + ".b.cc".repeat(50_000));
        assertThat(matcher.matches()).isTrue();
    }

    @Test
    void isNormalisedOnlyToCountBy() {
        var typed = new EmailAddress("Naam.Voorbeeld+Eh@School.EXAMPLE");
        assertThat(typed.value()).isEqualTo("Naam.Voorbeeld+Eh@School.EXAMPLE");
        assertThat(typed.mailbox()).isEqualTo("naam.voorbeeld@school.example");
        assertThat(new EmailAddress("+a@b.nl").mailbox()).isEqualTo("+a@b.nl");
    }

    @Test
    void cannotBePrinted() {
        assertThat(new EmailAddress("naam@school.example")).hasToString("EmailAddress[redacted]");
    }
}
