// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import nl.koppelpunt.account.AccountServiceTest;
import nl.koppelpunt.account.TestData;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

@AccountServiceTest
@DisplayName("S-049 the limit on wrong passwords")
class FailedChecksIntegrationTests {

    private static final int LIMIT = 20;

    @Autowired
    FailedChecks failedChecks;

    @Autowired
    TestData data;

    @Test
    void parallelGuessesSpendNoMoreTriesThanThereAre() {
        var account = data.account().id();

        Flux.range(0, 100)
                .flatMap(i -> failedChecks.claim(account, "12345678"), 16)
                .filter(Boolean::booleanValue)
                .count()
                .as(StepVerifier::create)
                .expectNext((long) LIMIT)
                .verifyComplete();
    }

    @Test
    void strangerUsesUpTheTriesOfHisOwnOrganisationOnly() {
        var account = exhausted("12345678");

        assertThat(claim(account, "12345678")).isFalse();
        assertThat(claim(account, TestData.KVK)).isTrue();
    }

    @Test
    void limitReleasesItselfAfterTheWindow() {
        var account = exhausted("12345678");

        data.run("update account_failed_check set window_ends_at = now() where account_id = '" + account + "'");

        assertThat(claim(account, "12345678")).isTrue();
        assertThat(data.rows("select failures from account_failed_check where account_id = '" + account + "'"))
                .singleElement()
                .extracting(row -> row.get("failures"))
                .isEqualTo(1);
    }

    @Test
    void windowDoesNotMoveWithEveryTry() {
        var account = exhausted("12345678");

        assertThat(data.count("account_failed_check where account_id = '" + account
                        + "' and window_ends_at <= now() + interval '1 hour'"))
                .isEqualTo(1);
    }

    private UUID exhausted(String claimant) {
        var account = data.account().id();
        for (int i = 0; i < LIMIT; i++) {
            assertThat(claim(account, claimant)).isTrue();
        }
        return account;
    }

    private boolean claim(UUID account, String claimant) {
        return Boolean.TRUE.equals(failedChecks.claim(account, claimant).block());
    }
}
