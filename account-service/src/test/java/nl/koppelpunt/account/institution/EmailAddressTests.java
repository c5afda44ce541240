// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.institution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "jan",
                "jan@",
                "@school.nl",
                "jan@school",
                "a@b@school.nl",
                "jan@school.nl\r\nBcc: x@y.nl",
                "jan@school.nl,piet@school.nl",
                "<jan@school.nl>",
                "jan @school.nl"
            })
    void whatCouldReachSomeoneElseIsNoAddress(String typed) {
        assertThatIllegalArgumentException().isThrownBy(() -> new EmailAddress(typed));
    }

    @Test
    void addressIsKeptAsTyped() {
        assertThat(new EmailAddress("Jan.de-Vries+po@School.example.nl").value())
                .isEqualTo("Jan.de-Vries+po@School.example.nl");
    }

    @Test
    void addressIsNeverPrinted() {
        assertThat(new EmailAddress("jan@school.nl")).asString().doesNotContain("jan");
    }
}
