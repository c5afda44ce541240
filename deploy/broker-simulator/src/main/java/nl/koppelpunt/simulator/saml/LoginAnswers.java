// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.simulator.saml;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Turns the end of a login into an answer that waits for the service, and the artifact to fetch it with. */
@Component
public class LoginAnswers {

    private final DvMetadataSource metadata;
    private final Responses responses;
    private final Artifacts artifacts;
    private final NextDefect defects;
    private final Scheduler scheduler;

    LoginAnswers(
            DvMetadataSource metadata,
            Responses responses,
            Artifacts artifacts,
            NextDefect defects,
            Scheduler samlScheduler) {
        this.metadata = metadata;
        this.responses = responses;
        this.artifacts = artifacts;
        this.defects = defects;
        this.scheduler = samlScheduler;
    }

    /** What the browser carries to the service. */
    public record LoginAnswer(
            URI acs, String artifact, @Nullable String relayState) {}

    public Mono<LoginAnswer> prepare(AuthnRequest request, LoginResult result) {
        return metadata.get().publishOn(scheduler).map(dv -> answer(request, result, dv));
    }

    private LoginAnswer answer(AuthnRequest request, LoginResult result, DvMetadata dv) {
        var defect =
                result instanceof LoginResult.Authenticated ? defects.take().orElse(null) : null;
        var artifact = artifacts.keep(responses.of(request, result, dv, defect), defect);
        var relayState = defect == Defect.RELAY_STATE_URL ? "https://elders.example/" : request.relayState();
        return new LoginAnswer(request.acs(), artifact, relayState);
    }
}
