// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.activationcode;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import nl.koppelpunt.account.activationcode.ActivationCodes.IssuedCode;
import nl.koppelpunt.account.institution.InstitutionCode;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
class ActivationCodeController {

    private final CodeNotice notice;
    private final ActivationCodeIssuance issuance;
    private final Counter issuedCodes;

    ActivationCodeController(CodeNotice notice, ActivationCodeIssuance issuance, MeterRegistry registry) {
        this.notice = notice;
        this.issuance = issuance;
        this.issuedCodes = Counter.builder("koppelpunt.activation.codes.issued")
                .description("Activation codes issued")
                .register(registry);
    }

    @PostMapping("/api/accounts/v1/institutions/{code}/activation-codes")
    Mono<ResponseEntity<Issued>> issue(@PathVariable String code, @AuthenticationPrincipal Jwt caller) {
        return Mono.justOrEmpty(InstitutionCode.of(code))
                .switchIfEmpty(Mono.error(ActivationCodeIssuance::unknownInstitution))
                .flatMap(institution -> notice.seal(institution)
                        .flatMap(
                                told -> issuance.issue(institution, Objects.requireNonNull(caller.getSubject()), told)))
                .doOnNext(_ -> issuedCodes.increment())
                .map(ActivationCodeController::answer);
    }

    private static ResponseEntity<Issued> answer(IssuedCode issued) {
        return ResponseEntity.status(HttpStatus.CREATED)
                .cacheControl(CacheControl.noStore())
                .body(new Issued(issued.id(), issued.code().grouped(), issued.expiresAt()));
    }

    /** The only time the code is ever shown. */
    record Issued(UUID id, String activationCode, Instant expiresAt) {

        @Override
        public String toString() {
            return "Issued[" + id + ", redacted]";
        }
    }
}
