// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.linkattempt;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import nl.koppelpunt.identitylink.LinkServiceTest;
import nl.koppelpunt.identitylink.linkattempt.LinkOutcomes.Outcome;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

@LinkServiceTest
class LinkOutcomesTests extends LinkFixture {

    @Autowired
    MeterRegistry meters;

    @Autowired
    LinkOutcomes outcomes;

    @Autowired
    TransactionalOperator transaction;

    @Autowired
    LinkAttemptSweeper sweeper;

    @Test
    void everyOutcomeIsThereBeforeAnythingHappened() {
        var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        new LinkOutcomes(registry);

        assertThat(registry.scrape())
                .contains("koppelpunt_link_attempts_total{outcome=\"completed\"} 0.0")
                .contains("koppelpunt_link_attempts_total{outcome=\"refused\"} 0.0")
                .contains("koppelpunt_link_attempts_total{outcome=\"locked\"} 0.0")
                .contains("koppelpunt_link_attempts_total{outcome=\"abandoned\"} 0.0")
                .contains("koppelpunt_link_attempts_total{outcome=\"expired\"} 0.0");
    }

    @Test
    void completedAttemptIsCountedOnceHoweverOftenItIsAsked() {
        double before = count("completed");

        atPin().confirm(pin());
        browser.confirm("123456");

        assertThat(count("completed")).isEqualTo(before + 1);
    }

    @Test
    void abandonedAttemptIsCounted() {
        double before = count("abandoned");

        atPin().delete("/api/links/v1/link-attempt");

        assertThat(count("abandoned")).isEqualTo(before + 1);
    }

    @Test
    void refusedRegistrationIsCounted() {
        double before = count("refused");
        accounts.refuseRegistration(account, "blocked");

        atPin().confirm(pin());

        assertThat(count("refused")).isEqualTo(before + 1);
    }

    @Test
    void attemptThatUsedUpItsPinsIsCountedAsLocked() {
        double before = count("locked");
        atPin();
        sql("UPDATE link_attempt SET pins_used_up = 2 WHERE id = '" + attemptId() + "'");

        for (int tries = 0; tries < 3; tries++) {
            browser.confirm(pins.otherThan(pin()));
        }

        assertThat(count("locked")).isEqualTo(before + 1);
    }

    @Test
    void expiredAttemptsAreCountedByTheSweep() {
        sweeper.sweep().block();
        double before = count("expired");
        atPin();
        sql("UPDATE link_attempt SET expires_at = now() WHERE id = '" + attemptId() + "'");

        sweeper.sweep().block();

        assertThat(count("expired")).isEqualTo(before + 1);
    }

    @Test
    void whatIsRolledBackIsNotCounted() {
        double before = count("completed");

        outcomes.count(Outcome.COMPLETED, 1)
                .then(Mono.error(new IllegalStateException("planted")))
                .as(transaction::transactional)
                .as(StepVerifier::create)
                .verifyErrorMessage("planted");

        assertThat(count("completed")).isEqualTo(before);
    }

    private double count(String outcome) {
        return meters.get("koppelpunt.link.attempts")
                .tag("outcome", outcome)
                .counter()
                .count();
    }
}
