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
                "naam",
                "naam@",
                "@school.example",
                "naam@school",
                "a@b@school.example",
                "naam@school.example\r\nBcc: x@y.nl",
                "naam@school.example,ander@school.example",
                "<naam@school.example>",
                "naam @school.example"
            })
    void whatCouldReachSomeoneElseIsNoAddress(String typed) {
        assertThatIllegalArgumentException().isThrownBy(() -> new EmailAddress(typed));
    }

    @Test
    void addressIsKeptAsTyped() {
        assertThat(new EmailAddress("Naam.Voor-Beeld+po@School.example").value())
                .isEqualTo("Naam.Voor-Beeld+po@School.example");
    }

    @Test
    void addressIsNeverPrinted() {
        assertThat(new EmailAddress("naam@school.example")).asString().doesNotContain("naam");
    }
}
