// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.portaluser;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Arrays;
import java.util.stream.Stream;
import nl.koppelpunt.account.metrics.OutcomeCounter;
import nl.koppelpunt.account.portaluser.RegistrationOutcome.Reason;
import nl.koppelpunt.account.proof.ProofKind;
import org.springframework.stereotype.Component;

/** How registrations end. An answer that is only told again counts as a repeat. */
@Component
class RegistrationMetrics {

    private static final String REGISTERED = "registered";
    private static final String REPEATED = "repeated";

    private final OutcomeCounter registrations;
    private final Counter redeemedCodes;

    RegistrationMetrics(MeterRegistry registry) {
        this.registrations = OutcomeCounter.of(
                registry,
                "koppelpunt.registrations",
                "Registrations of a person for an institution",
                Tags.empty(),
                Stream.concat(
                                Stream.of(REGISTERED, REPEATED),
                                Arrays.stream(Reason.values()).map(Reason::label))
                        .toList());
        this.redeemedCodes = Counter.builder("koppelpunt.activation.codes.redeemed")
                .description("Activation codes that brought somebody in")
                .register(registry);
    }

    void count(RegistrationRequest request, RegistrationOutcome outcome) {
        switch (outcome) {
            case RegistrationOutcome.Registered it when it.anew() -> registered(request);
            case RegistrationOutcome.Registered _ -> registrations.count(REPEATED);
            case RegistrationOutcome.Refused it ->
                registrations.count(it.reason().label());
        }
    }

    private void registered(RegistrationRequest request) {
        registrations.count(REGISTERED);
        if (request.proof().kind() == ProofKind.ACTIVATION_CODE) {
            redeemedCodes.increment();
        }
    }
}
