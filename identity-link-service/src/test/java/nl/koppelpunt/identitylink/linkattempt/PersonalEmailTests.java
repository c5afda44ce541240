// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.linkattempt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import nl.koppelpunt.platform.defaults.FieldProblem;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PersonalEmailTests {

    private final PersonalEmail email = new PersonalEmail(new LinkAttemptProperties(
            Duration.ofMinutes(30),
            Duration.ofHours(1),
            3,
            10,
            Duration.ofHours(1),
            Duration.ofSeconds(15),
            Duration.ofDays(7),
            Set.of("info", "secretariaat")));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "j.jansen@school.nl",
                "jan+pin@po.school.nl",
                "informatie.jan@school.nl",
                "o'brien@school-de-regenboog.nl",
                "x@xn--caf-dma.nl"
            })
    void addressOfAPersonIsTaken(String address) {
        assertThat(email.fault(address)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"info@school.nl", "INFO@school.nl", "Secretariaat@school.nl"})
    void generalMailboxIsRefused(String address) {
        assertThat(code(address)).isEqualTo("email-general");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jan",
                "jan@school",
                "@school.nl",
                "jan@@school.nl",
                "jan,piet@school.nl",
                "jan@school.nl,piet@school.nl",
                "jan@school.nl\r\nBcc: piet@school.nl",
                "Jan <jan@school.nl>",
                "naam voorbeeld@school.nl",
                ".jan@school.nl",
                "jan..jansen@school.nl",
                "jan@-school.nl"
            })
    @DisplayName("S-058 an address that could be more than one, or a header, is refused")
    void anythingButOneAddressIsRefused(String address) {
        assertThat(code(address)).isEqualTo("email-invalid");
    }

    @Test
    void absentAndTooLongAreTold() {
        assertThat(code(null)).isEqualTo("required");
        assertThat(code(" ")).isEqualTo("required");
        assertThat(code("j@" + "a".repeat(250) + ".nl")).isEqualTo("too-long");
    }

    @ParameterizedTest
    @CsvSource({"jan@school.nl,j•••@school.nl", "j@school.nl,j•••@school.nl"})
    void maskKeepsFirstLetterAndDomain(String address, String masked) {
        assertThat(PersonalEmail.masked(address)).isEqualTo(masked);
    }

    private @Nullable String code(@Nullable String address) {
        return email.fault(address).map(FieldProblem::code).orElse(null);
    }
}
