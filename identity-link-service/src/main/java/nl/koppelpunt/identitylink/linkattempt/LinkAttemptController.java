// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.linkattempt;

import nl.koppelpunt.identitylink.eherkenning.CookieSettings;
import nl.koppelpunt.identitylink.linkattempt.LinkForm.ActivationCodeRequest;
import nl.koppelpunt.identitylink.linkattempt.LinkForm.CredentialsRequest;
import nl.koppelpunt.identitylink.linkattempt.LinkForm.PinRequest;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/links/v1/link-attempt")
class LinkAttemptController {

    private final HeldAttempts held;
    private final LinkForm form;
    private final ProofSubmission proofs;
    private final PinRenewal renewal;
    private final PinConfirmation confirmation;
    private final LinkCompletion completion;
    private final AttemptCorrection correction;
    private final CookieSettings cookies;

    LinkAttemptController(
            HeldAttempts held,
            LinkForm form,
            ProofSubmission proofs,
            PinRenewal renewal,
            PinConfirmation confirmation,
            LinkCompletion completion,
            AttemptCorrection correction,
            CookieSettings cookies) {
        this.held = held;
        this.form = form;
        this.proofs = proofs;
        this.renewal = renewal;
        this.confirmation = confirmation;
        this.completion = completion;
        this.correction = correction;
        this.cookies = cookies;
    }

    @GetMapping
    Mono<LinkAttemptView> attempt(@AuthenticationPrincipal Jwt token) {
        return held.of(Holder.of(token)).map(LinkAttemptView::of);
    }

    @PostMapping(path = "/credentials", consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<LinkAttemptView> credentials(@AuthenticationPrincipal Jwt token, @RequestBody CredentialsRequest request) {
        return proofs.submit(Holder.of(token), form.submission(request)).map(LinkAttemptView::of);
    }

    @PostMapping(path = "/activation-code", consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<LinkAttemptView> activationCode(
            @AuthenticationPrincipal Jwt token, @RequestBody ActivationCodeRequest request) {
        return proofs.submit(Holder.of(token), form.submission(request)).map(LinkAttemptView::of);
    }

    @PostMapping("/pin-requests")
    Mono<LinkAttemptView> newPin(@AuthenticationPrincipal Jwt token) {
        return renewal.renew(Holder.of(token)).map(LinkAttemptView::of);
    }

    @PostMapping(path = "/pin-confirmations", consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<ConfirmationView>> confirm(
            @AuthenticationPrincipal Jwt token, @RequestBody PinRequest request) {
        return confirmation.confirm(Holder.of(token), form.pin(request)).map(this::answer);
    }

    @PostMapping("/completions")
    Mono<ResponseEntity<ConfirmationView>> complete(@AuthenticationPrincipal Jwt token) {
        return held.ofConfirming(Holder.of(token)).flatMap(completion::complete).map(this::answer);
    }

    @PostMapping("/corrections")
    Mono<LinkAttemptView> backToProof(@AuthenticationPrincipal Jwt token) {
        return correction.backToProof(Holder.of(token)).map(LinkAttemptView::of);
    }

    @DeleteMapping
    Mono<ResponseEntity<Void>> abandon(@AuthenticationPrincipal Jwt token) {
        return correction
                .abandon(Holder.of(token))
                .thenReturn(ResponseEntity.noContent()
                        .header(HttpHeaders.SET_COOKIE, cookies.sessionExpired().toString())
                        .build());
    }

    private ResponseEntity<ConfirmationView> answer(Confirmation confirmation) {
        return switch (confirmation) {
            case Confirmation.Completed(var session) ->
                ResponseEntity.ok()
                        .header(
                                HttpHeaders.SET_COOKIE,
                                cookies.session(session.cookieValue()).toString())
                        .body(ConfirmationView.completed());
            case Confirmation.CompletedBefore _ -> ResponseEntity.ok(ConfirmationView.completed());
            case Confirmation.Confirmed _ ->
                ResponseEntity.status(HttpStatus.ACCEPTED).body(ConfirmationView.confirmed());
            case Confirmation.Rejected(var triesLeft) -> ResponseEntity.ok(ConfirmationView.rejected(triesLeft));
            case Confirmation.Locked(var retryAfter) -> ResponseEntity.ok(ConfirmationView.locked(retryAfter));
            case Confirmation.PinExpired _ -> ResponseEntity.ok(ConfirmationView.expired());
            case Confirmation.Refused(var reason) -> throw LinkProblems.refused(reason);
            case Confirmation.Overtaken _ -> throw LinkProblems.attemptEnded();
        };
    }
}
