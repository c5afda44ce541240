// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.portaluser;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import nl.koppelpunt.account.institution.EmailAddress;
import nl.koppelpunt.account.institution.KvkNumber;
import nl.koppelpunt.account.proof.Proof;
import nl.koppelpunt.account.proof.ProofKind;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
class RegistrationController {

    private final Registration registration;

    RegistrationController(Registration registration) {
        this.registration = registration;
    }

    @PostMapping("/internal/registrations")
    Mono<Answer> register(@Valid @RequestBody Body body) {
        return registration.register(body.toRequest()).map(Answer::of);
    }

    record Body(
            @NotNull UUID linkAttemptId,
            @NotNull @Valid ProofBody proof,

            @NotBlank
            @Size(max = EmailAddress.LONGEST)
            @Pattern(regexp = EmailAddress.FORM, message = "is not an e-mail address")
            String email,

            @Nullable @Pattern(regexp = "nl|en") String locale,
            @Nullable @Pattern(regexp = "[0-9]{8}") String kvkNumber,
            @Nullable UUID portalUserId) {

        RegistrationRequest toRequest() {
            return new RegistrationRequest(
                    linkAttemptId,
                    new Proof(proof.kind(), proof.id()),
                    new EmailAddress(email),
                    Objects.requireNonNullElse(locale, "nl"),
                    kvkNumber == null ? null : new KvkNumber(kvkNumber),
                    portalUserId);
        }

        @Override
        public String toString() {
            return "Body[" + linkAttemptId + ", redacted]";
        }
    }

    record ProofBody(@NotNull ProofKind kind, @NotNull UUID id) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Answer(
            String outcome,
            @Nullable UUID portalUserId,
            @Nullable InstitutionName institution,
            @Nullable List<String> institutionCodes,
            @Nullable String reason) {

        static Answer of(RegistrationOutcome outcome) {
            return switch (outcome) {
                case RegistrationOutcome.Registered it ->
                    new Answer(
                            "registered",
                            it.portalUserId(),
                            new InstitutionName(
                                    it.institution().code().value(),
                                    it.institution().name()),
                            it.institutionCodes(),
                            null);
                case RegistrationOutcome.Refused it ->
                    new Answer("refused", null, null, null, it.reason().label());
            };
        }
    }

    record InstitutionName(String code, String name) {}
}
