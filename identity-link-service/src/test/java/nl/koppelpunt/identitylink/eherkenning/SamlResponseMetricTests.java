// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@EHerkenningTest
class SamlResponseMetricTests extends LoginFixture {

    @Autowired
    MeterRegistry meters;

    @Test
    void everyOutcomeIsThereBeforeAnythingHappened() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        new SamlResponses(registry);

        assertThat(registry.scrape())
                .contains("koppelpunt_saml_responses_total{outcome=\"accepted\"} 0.0")
                .contains("koppelpunt_saml_responses_total{outcome=\"signature-wrong\"} 0.0")
                .contains("koppelpunt_saml_responses_total{outcome=\"cancelled\"} 0.0");
        assertThat(registry.find("koppelpunt.saml.responses").counters()).hasSize(Refusal.values().length + 1);
    }

    @Test
    void acceptedAnswerIsCounted() {
        double before = counter("accepted").count();

        afterLogin(TestBroker.genuine());

        assertThat(counter("accepted").count()).isEqualTo(before + 1);
    }

    @Test
    void refusedAnswerIsCountedUnderItsCodeAndNotAsAccepted() {
        double accepted = counter("accepted").count();
        double cancelled = counter("cancelled").count();

        afterLogin(TestBroker.failing("Responder", "AuthnFailed"));

        assertThat(counter("cancelled").count()).isEqualTo(cancelled + 1);
        assertThat(counter("accepted").count()).isEqualTo(accepted);
    }

    @Test
    void whatNobodyForesawIsCountedAsInternal() {
        double internal = counter("internal").count();
        logins.failBy(new IllegalStateException("planted"));

        afterLogin(TestBroker.genuine());

        assertThat(counter("internal").count()).isEqualTo(internal + 1);
    }

    private Counter counter(String outcome) {
        return meters.get("koppelpunt.saml.responses").tag("outcome", outcome).counter();
    }
}
