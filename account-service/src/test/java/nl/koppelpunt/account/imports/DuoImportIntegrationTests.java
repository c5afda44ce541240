// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.imports;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.DocumentContext;
import com.jayway.jsonpath.JsonPath;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import nl.koppelpunt.account.AccountServiceTest;
import nl.koppelpunt.account.Callers;
import nl.koppelpunt.account.TestData;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.test.context.TestPropertySource;

/** On a database of its own, so that the counts are those of the file. */
@AccountServiceTest
@TestPropertySource(properties = "koppelpunt.accounts.imports.poll-interval=50ms")
class DuoImportIntegrationTests {

    private static final ClassPathResource FILE =
            new ClassPathResource("duo/02-alle-schoolvestigingen-basisonderwijs-2026-08.csv");

    @Autowired
    Callers callers;

    @Autowired
    TestData data;

    @Test
    void monthlyFileIsImportedOnceAndThenUnchanged() throws IOException {
        var first = run(FILE.getContentAsByteArray());
        var second = run(FILE.getContentAsByteArray());

        assertCounts(first, 6122, 0);
        assertCounts(second, 0, 6122);
        assertThat(data.count("institution_location")).isEqualTo(6122);
        assertThat(data.count("institution where kind = 'SCHOOL'")).isEqualTo(6011);
        assertThat(data.count("institution where kind = 'BOARD'")).isEqualTo(749);
        assertThat(data.count("outbox_event where type like '%institution-registered%'"))
                .isEqualTo(6011 + 749);
        assertThat(data.count("institution where name like '%’%'")).isPositive();
        assertThat(data.rows("select name, board_number from institution where code = '03WU'"))
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("name", "Kindcentrum De Wegwijzer")
                        .containsEntry("board_number", "32073"));
    }

    private DocumentContext run(byte[] file) {
        var location = callers.machine("accounts:import")
                .post()
                .uri("/api/accounts/v1/imports/institutions")
                .contentType(MediaType.parseMediaType("text/csv"))
                .bodyValue(file)
                .exchange()
                .expectStatus()
                .isAccepted()
                .expectBody(String.class)
                .returnResult()
                .getResponseHeaders()
                .getLocation();
        return Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(
                        () -> job(Objects.requireNonNull(location).getPath()),
                        job -> !Set.of("queued", "running").contains(job.<String>read("$.state")));
    }

    private DocumentContext job(String location) {
        return JsonPath.parse(Objects.requireNonNull(callers.officer()
                .get()
                .uri(location)
                .exchange()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody()));
    }

    private static void assertCounts(DocumentContext job, int added, int unchanged) {
        assertThat(job.<String>read("$.state")).describedAs(job.jsonString()).isEqualTo("done");
        assertThat(job.<Integer>read("$.rows")).isEqualTo(6122);
        assertThat(job.<Integer>read("$.added")).isEqualTo(added);
        assertThat(job.<Integer>read("$.changed")).isZero();
        assertThat(job.<Integer>read("$.unchanged")).isEqualTo(unchanged);
    }
}
