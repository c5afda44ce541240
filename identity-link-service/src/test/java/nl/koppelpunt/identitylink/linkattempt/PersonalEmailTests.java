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
                "n.achternaam@school.example",
                "naam+pin@po.school.example",
                "informatie.naam@school.example",
                "d'naam@school-voorbeeld.example",
                "x@xn--caf-dma.example"
            })
    void addressOfAPersonIsTaken(String address) {
        assertThat(email.fault(address)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"info@school.example", "INFO@school.example", "Secretariaat@school.example"})
    void generalMailboxIsRefused(String address) {
        assertThat(code(address)).isEqualTo("email-general");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "naam",
                "naam@school",
                "@school.example",
                "naam@@school.example",
                "naam,ander@school.example",
                "naam@school.example,ander@school.example",
                "naam@school.example\r\nBcc: ander@school.example",
                "Naam <naam@school.example>",
                "naam voorbeeld@school.example",
                ".naam@school.example",
                "naam..achternaam@school.example",
                "naam@-school.example"
            })
    @DisplayName("S-058 an address that could be more than one, or a header, is refused")
    void anythingButOneAddressIsRefused(String address) {
        assertThat(code(address)).isEqualTo("email-invalid");
    }

    @Test
    void absentAndTooLongAreTold() {
        assertThat(code(null)).isEqualTo("required");
        assertThat(code(" ")).isEqualTo("required");
        assertThat(code("n@" + "a".repeat(250) + ".example")).isEqualTo("too-long");
    }

    @ParameterizedTest
    @CsvSource({"naam@school.example,n•••@school.example", "n@school.example,n•••@school.example"})
    void maskKeepsFirstLetterAndDomain(String address, String masked) {
        assertThat(PersonalEmail.masked(address)).isEqualTo(masked);
    }

    private @Nullable String code(@Nullable String address) {
        return email.fault(address).map(FieldProblem::code).orElse(null);
    }
}
