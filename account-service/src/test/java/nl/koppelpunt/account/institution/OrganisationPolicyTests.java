// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.institution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("S-076 the organisation fits the board")
class OrganisationPolicyTests {

    private static final KvkNumber ON_RECORD = new KvkNumber("01234567");
    private static final KvkNumber OTHER = new KvkNumber("12345678");

    private final OrganisationPolicy policy = new OrganisationPolicy(new OrganisationProperties(Set.of("00344")));

    @Test
    void sameNumberFits() {
        assertThat(policy.match(schoolOf("41039", ON_RECORD), new KvkNumber("01234567")))
                .isEqualTo(KvkMatch.FITS);
    }

    @Test
    void otherNumberDiffers() {
        assertThat(policy.match(schoolOf("41039", ON_RECORD), OTHER)).isEqualTo(KvkMatch.DIFFERS);
    }

    @Test
    void leavingTheNumberOutIsNoWayAroundTheCheck() {
        assertThat(policy.match(schoolOf("41039", ON_RECORD), null)).isEqualTo(KvkMatch.DIFFERS);
    }

    @Test
    void boardWithoutNumberOnRecordIsUnknown() {
        assertThat(policy.match(schoolOf("41039", null), OTHER)).isEqualTo(KvkMatch.UNKNOWN);
    }

    @Test
    void otherOrganisationMayActForAnExemptMunicipalityAndIsMarked() {
        assertThat(policy.match(schoolOf("00344", ON_RECORD), OTHER)).isEqualTo(KvkMatch.UNKNOWN);
        assertThat(policy.match(schoolOf("00344", ON_RECORD), ON_RECORD)).isEqualTo(KvkMatch.FITS);
    }

    private static Institution schoolOf(String board, @Nullable KvkNumber kvk) {
        return new Institution(
                new InstitutionCode("10AB"), InstitutionKind.SCHOOL, "De Borgh", board, "Stichting", kvk, false);
    }
}
