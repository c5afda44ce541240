// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.institution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstitutionCodeTests {

    @Test
    void fiveDigitsAreABoardAndKeepTheirZeros() {
        assertThat(new InstitutionCode("00008").kind()).isEqualTo(InstitutionKind.BOARD);
        assertThat(new InstitutionCode("00008").value()).isEqualTo("00008");
    }

    @Test
    void twoDigitsAndTwoLettersAreASchool() {
        assertThat(new InstitutionCode("10AB").kind()).isEqualTo(InstitutionKind.SCHOOL);
    }

    @Test
    void typedCodesMayBeSmallAndHaveSpacesAround() {
        assertThat(InstitutionCode.of(" 10ab ")).contains(new InstitutionCode("10AB"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10AB00", "1234", "123456", "AB10", "10A1", "10ÀB", "10AB\n", "٠٠٠٠٨"})
    void nothingElseIsACode(String value) {
        assertThatIllegalArgumentException().isThrownBy(() -> new InstitutionCode(value));
    }

    @Test
    void locationBelongsToTheSchoolItsCodeBeginsWith() {
        assertThat(new LocationCode("10AB02").institution()).isEqualTo(new InstitutionCode("10AB"));
        assertThatIllegalArgumentException().isThrownBy(() -> new LocationCode("10AB"));
    }
}
