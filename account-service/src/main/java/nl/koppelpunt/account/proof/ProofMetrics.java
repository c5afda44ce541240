// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.proof;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import nl.koppelpunt.account.metrics.OutcomeCounter;
import org.springframework.stereotype.Component;

/** How checks end. Many refusals mean that somebody guesses. */
@Component
class ProofMetrics {

    private static final List<String> OUTCOMES =
            List.of("proved", "refused", "organisation-differs", "proof-used", "institution-closed");

    private final OutcomeCounter credentials;
    private final OutcomeCounter activationCodes;

    ProofMetrics(MeterRegistry registry) {
        this.credentials = OutcomeCounter.of(
                registry, "koppelpunt.credential.checks", "Checks of a username and password", Tags.empty(), OUTCOMES);
        this.activationCodes = OutcomeCounter.of(
                registry, "koppelpunt.activation.code.checks", "Checks of an activation code", Tags.empty(), OUTCOMES);
    }

    void count(ProofKind kind, String outcome) {
        switch (kind) {
            case ACCOUNT -> credentials.count(outcome);
            case ACTIVATION_CODE -> activationCodes.count(outcome);
        }
    }
}
