// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Ends a login: takes the request, uses up the artifact, asks the broker for the message, verifies it, uses up its
 * identifiers and only then lets the rest of the service start a session. What fails on the way stays used up.
 */
@Component
final class LoginReturn {

    /** A session, and where the browser goes with it. */
    record LoggedIn(String sessionCookieValue, String location) {

        @Override
        public String toString() {
            return "LoggedIn[redacted]";
        }
    }

    private static final String LINKING = "/koppelen";

    private final BrokerDirectory brokers;
    private final AuthenticationRequests requests;
    private final ReplayLedger ledger;
    private final ArtifactResolution resolution;
    private final MessageVerification verification;
    private final LoginCompletion completion;
    private final XmlWork work;

    LoginReturn(
            BrokerDirectory brokers,
            AuthenticationRequests requests,
            ReplayLedger ledger,
            ArtifactResolution resolution,
            MessageVerification verification,
            LoginCompletion completion,
            XmlWork work) {
        this.brokers = brokers;
        this.requests = requests;
        this.ledger = ledger;
        this.resolution = resolution;
        this.verification = verification;
        this.completion = completion;
        this.work = work;
    }

    Mono<LoggedIn> complete(ReturnParameters parameters) {
        return brokers.current().flatMap(broker -> {
            Artifact artifact = Artifact.parse(parameters.artifact(), broker.entityId());
            return requests.take(broker.entityId(), parameters.relayState(), parameters.binding())
                    .flatMap(request -> prove(broker, artifact, request)
                            .flatMap(login -> completion.complete(login.identity(), parameters.session()))
                            .map(result -> loggedIn(result, request))
                            .onErrorMap(RefusedException.class, e -> e.ofRequest(request.id())));
        });
    }

    private Mono<ProvedLogin> prove(Broker broker, Artifact artifact, AuthenticationRequests.Taken request) {
        return ledger.useArtifact(artifact)
                .then(Mono.defer(() -> resolution.resolve(broker, artifact)))
                .flatMap(answer -> verify(answer, broker, request))
                .flatMap(login -> ledger.useMessages(login).thenReturn(login));
    }

    private Mono<ProvedLogin> verify(
            ArtifactResolution.Answer answer, Broker broker, AuthenticationRequests.Taken request) {
        ExpectedAnswer expected = new ExpectedAnswer(broker, request.id(), answer.resolveId());
        return work.run(() -> verification.verify(answer.message(), expected))
                .onErrorMap(RefusedException.class, e -> e.ofMessage(answer.message()));
    }

    private static LoggedIn loggedIn(LoginResult result, AuthenticationRequests.Taken request) {
        return new LoggedIn(result.sessionCookieValue(), result.linked() ? request.returnTo() : LINKING);
    }
}
