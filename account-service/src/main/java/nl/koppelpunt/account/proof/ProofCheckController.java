// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.proof;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import nl.koppelpunt.account.account.RawPassword;
import nl.koppelpunt.account.institution.KvkNumber;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.util.function.Tuple2;

@RestController
@RequestMapping("/internal")
class ProofCheckController {

    private final CredentialCheck credentials;
    private final ActivationCodeCheck activationCodes;
    private final ProofCheckProperties properties;

    ProofCheckController(
            CredentialCheck credentials, ActivationCodeCheck activationCodes, ProofCheckProperties properties) {
        this.credentials = credentials;
        this.activationCodes = activationCodes;
        this.properties = properties;
    }

    @PostMapping("/credential-checks")
    Mono<ResponseEntity<Answer>> checkCredentials(@Valid @RequestBody CredentialsBody body) {
        return notBeforeTheFloor(credentials.check(body.toAttempt()));
    }

    @PostMapping("/activation-code-checks")
    Mono<ResponseEntity<Answer>> checkActivationCode(@Valid @RequestBody ActivationCodeBody body) {
        return notBeforeTheFloor(
                activationCodes.check(body.linkAttemptId(), body.activationCode(), kvk(body.kvkNumber())));
    }

    private Mono<ResponseEntity<Answer>> notBeforeTheFloor(Mono<ProofOutcome> check) {
        return Mono.zip(check, Mono.delay(properties.credentialCheckFloor()))
                .map(Tuple2::getT1)
                .map(outcome ->
                        ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(Answer.of(outcome)));
    }

    private static @Nullable KvkNumber kvk(@Nullable String value) {
        return value == null ? null : new KvkNumber(value);
    }

    record CredentialsBody(
            @NotNull UUID linkAttemptId,
            @NotBlank @Size(max = 200) String username,
            @NotEmpty @Size(max = 1000) String password,
            @Nullable @Pattern(regexp = "[0-9]{8}") String kvkNumber) {

        CredentialCheck.Attempt toAttempt() {
            return new CredentialCheck.Attempt(linkAttemptId, username, new RawPassword(password), kvk(kvkNumber));
        }

        @Override
        public String toString() {
            return "CredentialsBody[" + linkAttemptId + ", redacted]";
        }
    }

    record ActivationCodeBody(
            @NotNull UUID linkAttemptId,
            @NotBlank @Size(max = 100) String activationCode,
            @Nullable @Pattern(regexp = "[0-9]{8}") String kvkNumber) {

        @Override
        public String toString() {
            return "ActivationCodeBody[" + linkAttemptId + ", redacted]";
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Answer(
            String outcome,
            @Nullable Proof proof,
            @Nullable InstitutionName institution,
            @Nullable String kvk) {

        static Answer of(ProofOutcome outcome) {
            if (outcome instanceof ProofOutcome.Proved(var proof, var institution, var match)) {
                var name = new InstitutionName(institution.code().value(), institution.name());
                return new Answer(ProofAudit.result(outcome), proof, name, match.label());
            }
            return new Answer(ProofAudit.result(outcome), null, null, null);
        }
    }

    record InstitutionName(String code, String name) {}
}
