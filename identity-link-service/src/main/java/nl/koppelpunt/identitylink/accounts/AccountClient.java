// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.accounts;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.koppelpunt.identitylink.upstream.Upstream;
import nl.koppelpunt.identitylink.upstream.UpstreamRefusedException;
import nl.koppelpunt.identitylink.upstream.UpstreamThrottledException;
import nl.koppelpunt.identitylink.upstream.UpstreamUnavailableException;
import nl.koppelpunt.identitylink.upstream.Upstreams;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
public class AccountClient {

    private final Upstream accounts;

    AccountClient(Upstreams upstreams, AccountProperties properties) {
        this.accounts = upstreams.of("account-service", properties.baseUrl());
    }

    public Mono<ProofCheck> check(UUID linkAttemptId, Claim claim, @Nullable String kvkNumber) {
        return (switch (claim) {
                    case Credentials(var username, var password) ->
                        accounts.post(
                                new CredentialCheck(linkAttemptId, username, password, kvkNumber),
                                CheckAnswer.class,
                                "/internal/credential-checks");
                    case ActivationCode(var code) ->
                        accounts.post(
                                new ActivationCodeCheck(linkAttemptId, code, kvkNumber),
                                CheckAnswer.class,
                                "/internal/activation-code-checks");
                })
                .map(CheckAnswer::toCheck)
                .onErrorReturn(UpstreamRefusedException.class, new ProofCheck.Refused());
    }

    /** May be repeated: account-service registers a link attempt once. */
    public Mono<Registration> register(Registrant registrant) {
        var request = new RegistrationRequest(
                registrant.linkAttemptId(),
                registrant.proof(),
                registrant.email(),
                registrant.locale(),
                registrant.kvkNumber(),
                null);
        return accounts.post(request, RegistrationAnswer.class, "/internal/registrations")
                .map(RegistrationAnswer::toRegistration)
                // It was asked for what is proved already: any answer but an outcome is a fault that may pass.
                .onErrorMap(UpstreamRefusedException.class, _ -> new UpstreamUnavailableException())
                .onErrorMap(UpstreamThrottledException.class, _ -> new UpstreamUnavailableException());
    }

    record CredentialCheck(
            UUID linkAttemptId,
            String username,
            String password,
            @Nullable String kvkNumber) {

        @Override
        public String toString() {
            return "CredentialCheck[redacted]";
        }
    }

    record ActivationCodeCheck(
            UUID linkAttemptId,
            String activationCode,
            @Nullable String kvkNumber) {

        @Override
        public String toString() {
            return "ActivationCodeCheck[redacted]";
        }
    }

    record RegistrationRequest(
            UUID linkAttemptId,
            Proof proof,
            String email,
            String locale,
            @Nullable String kvkNumber,
            @Nullable UUID portalUserId) {

        @Override
        public String toString() {
            return "RegistrationRequest[redacted]";
        }
    }

    record CheckAnswer(
            String outcome,
            @Nullable Proof proof,
            @Nullable Institution institution,
            @Nullable String kvk) {

        ProofCheck toCheck() {
            return switch (outcome) {
                case "proved" -> new ProofCheck.Proved(present(proof), present(institution), present(kvk));
                case "refused" -> new ProofCheck.Refused();
                case "organisation-differs" -> new ProofCheck.OrganisationDiffers();
                case "proof-used" -> new ProofCheck.ProofUsed();
                case "institution-closed" -> new ProofCheck.InstitutionClosed();
                default -> throw new UpstreamUnavailableException();
            };
        }
    }

    record RegistrationAnswer(
            String outcome,
            @Nullable UUID portalUserId,
            @Nullable Institution institution,
            @Nullable List<String> institutionCodes,
            @Nullable String reason) {

        Registration toRegistration() {
            return switch (outcome) {
                case "registered" ->
                    new Registration.Registered(
                            present(portalUserId), present(institution), List.copyOf(present(institutionCodes)));
                case "refused" -> new Registration.Refused(present(reason));
                default -> throw new UpstreamUnavailableException();
            };
        }
    }

    private static <T> T present(@Nullable T value) {
        return Optional.ofNullable(value).orElseThrow(UpstreamUnavailableException::new);
    }
}
