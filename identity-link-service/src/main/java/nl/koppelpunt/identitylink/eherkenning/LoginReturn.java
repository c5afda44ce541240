// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import java.util.function.BiFunction;
import java.util.function.Function;
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
        return brokers.current()
                .flatMap(broker -> parameters.artifact().isEmpty()
                        ? completePosted(broker, parameters)
                        : completeByArtifact(broker, parameters));
    }

    private Mono<LoggedIn> completeByArtifact(Broker broker, ReturnParameters parameters) {
        Artifact artifact = Artifact.parse(parameters.artifact(), broker.entityId());
        return complete(
                broker,
                parameters,
                request -> ledger.useArtifact(artifact)
                        .then(Mono.defer(() -> resolution.resolve(broker, artifact)))
                        .flatMap(answer -> verify(
                                answer.message(),
                                new ExpectedAnswer(broker, request.id(), answer.resolveId()),
                                verification::verify)));
    }

    private Mono<LoggedIn> completePosted(Broker broker, ReturnParameters parameters) {
        byte[] message = PostedResponse.decode(parameters.response());
        return complete(
                broker,
                parameters,
                request -> verify(message, new ExpectedAnswer(broker, request.id(), ""), verification::verifyPosted));
    }

    private Mono<LoggedIn> complete(
            Broker broker,
            ReturnParameters parameters,
            Function<AuthenticationRequests.Taken, Mono<ProvedLogin>> proof) {
        return requests.take(broker.entityId(), parameters.relayState(), parameters.binding())
                .flatMap(request -> proof.apply(request)
                        .flatMap(login -> ledger.useMessages(login).thenReturn(login))
                        .flatMap(login ->
                                completion.complete(login.identity(), login.brokerSession(), parameters.session()))
                        .map(result -> loggedIn(result, request))
                        .onErrorResume(
                                RefusedException.class, e -> leave(parameters).then(Mono.error(e)))
                        .onErrorMap(RefusedException.class, e -> e.ofRequest(request.id())));
    }

    /** Only here, where the browser proved to be the one that asked: nobody else can have its session ended. */
    private Mono<Void> leave(ReturnParameters parameters) {
        return Mono.justOrEmpty(parameters.session()).flatMap(completion::leave);
    }

    private Mono<ProvedLogin> verify(
            byte[] message, ExpectedAnswer expected, BiFunction<byte[], ExpectedAnswer, ProvedLogin> how) {
        return work.run(() -> how.apply(message, expected))
                .onErrorMap(RefusedException.class, e -> e.ofMessage(message));
    }

    private static LoggedIn loggedIn(LoginResult result, AuthenticationRequests.Taken request) {
        return switch (result) {
            case LoginResult.Begun(var cookie, var linked) ->
                new LoggedIn(cookie, linked ? request.returnTo() : LINKING);
            case LoginResult.OutsideRestriction _ -> throw new RefusedException(Refusal.OUTSIDE_RESTRICTION);
        };
    }
}
