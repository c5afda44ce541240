// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.institution;

import java.util.Locale;
import java.util.UUID;
import nl.koppelpunt.account.AccountServiceTest;
import nl.koppelpunt.account.Callers;
import nl.koppelpunt.account.TestData;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;

@AccountServiceTest
class InstitutionControllerIntegrationTests {

    private static final String ROOT = "/api/accounts/v1/institutions";

    @Autowired
    Callers callers;

    @Autowired
    TestData data;

    @Test
    void schoolIsShownWithItsBoardAndLocations() {
        var board = data.boardWithKvk(TestData.KVK);
        var school = data.schoolOf(board);
        data.run("insert into institution_location values ('%s00', '%s', 'Hoofdlocatie')".formatted(school, school));

        callers.officer()
                .get()
                .uri(ROOT + "/" + school.toLowerCase(Locale.ROOT))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo(school)
                .jsonPath("$.kind")
                .isEqualTo("school")
                .jsonPath("$.boardNumber")
                .isEqualTo(board)
                .jsonPath("$.kvkNumber")
                .isEqualTo(TestData.KVK)
                .jsonPath("$.locations[0].code")
                .isEqualTo(school + "00");
    }

    @Test
    void unknownCodeIsAProblem() {
        callers.officer()
                .get()
                .uri(ROOT + "/nonsense")
                .exchange()
                .expectStatus()
                .isNotFound()
                .expectHeader()
                .contentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("institution-unknown")
                .jsonPath("$.reference")
                .exists();
    }

    @Test
    void searchFindsByPartOfTheNameAndByCode() {
        var board = data.boardWithKvk(TestData.KVK);
        for (var query : new String[] {"stichting " + board, board}) {
            callers.machine("accounts:import")
                    .get()
                    .uri(ROOT + "?query={query}", query)
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectBody()
                    .jsonPath("$.institutions[0].code")
                    .isEqualTo(board)
                    .jsonPath("$.next")
                    .doesNotExist();
        }
    }

    @Test
    void searchIsPagedByCursor() {
        var board = data.boardWithKvk(TestData.KVK);
        for (int i = 0; i < 51; i++) {
            data.run(
                    "insert into institution (code, kind, name, board_number) values ('%02dZ%c', 'SCHOOL', 'Bladzijde', '%s')"
                            .formatted(i, 'Z', board));
        }

        callers.officer()
                .get()
                .uri(ROOT + "?query=bladzijde")
                .exchange()
                .expectBody()
                .jsonPath("$.institutions.length()")
                .isEqualTo(50)
                .jsonPath("$.next")
                .isEqualTo("49ZZ");
        callers.officer()
                .get()
                .uri(ROOT + "?query=bladzijde&after=49ZZ")
                .exchange()
                .expectBody()
                .jsonPath("$.institutions[0].code")
                .isEqualTo("50ZZ")
                .jsonPath("$.institutions.length()")
                .isEqualTo(1);
    }

    @Test
    void oneLetterIsTooShortAQuery() {
        callers.officer()
                .get()
                .uri(ROOT + "?query=a")
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[0].field")
                .isEqualTo("query");
    }

    @Test
    void peopleOfSchoolsAndServicesDoNotReadTheRegister() {
        callers.person(UUID.randomUUID())
                .get()
                .uri(ROOT + "?query=school")
                .exchange()
                .expectStatus()
                .isForbidden();
        callers.identityLinkService()
                .get()
                .uri(ROOT + "?query=school")
                .exchange()
                .expectStatus()
                .isForbidden();
        callers.nobody()
                .get()
                .uri(ROOT + "?query=school")
                .exchange()
                .expectStatus()
                .isUnauthorized();
    }
}
