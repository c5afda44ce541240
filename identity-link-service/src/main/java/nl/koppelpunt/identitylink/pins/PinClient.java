// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.pins;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import nl.koppelpunt.identitylink.upstream.Upstream;
import nl.koppelpunt.identitylink.upstream.UpstreamConflictException;
import nl.koppelpunt.identitylink.upstream.UpstreamRefusedException;
import nl.koppelpunt.identitylink.upstream.UpstreamThrottledException;
import nl.koppelpunt.identitylink.upstream.UpstreamUnavailableException;
import nl.koppelpunt.identitylink.upstream.Upstreams;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
public class PinClient {

    private static final String PURPOSE = "link";
    private static final String ATTEMPTS = "/api/pins/v1/pins/{id}/attempts";

    private final Upstream pins;

    PinClient(Upstreams upstreams, PinProperties properties) {
        this.pins = upstreams.of("pin-service", properties.baseUrl());
    }

    /** Mails a PIN; one that was issued for the same binding before is over. */
    public Mono<PinIssue> issue(PinOrder order) {
        var request = new IssueRequest(
                PURPOSE, order.email(), order.locale(), order.binding().value(), order.limitSubject());
        return pins.post(request, IssueAnswer.class, "/api/pins/v1/pins")
                .map(IssueAnswer::toIssue)
                .onErrorResume(UpstreamThrottledException.class, e -> Mono.just(new PinIssue.Throttled(e.retryAfter())))
                .onErrorReturn(UpstreamRefusedException.class, new PinIssue.AddressRefused());
    }

    /** Every check costs a try, so it is never repeated by itself; the same try sent again costs none. */
    public Mono<PinCheck> check(UUID pinId, TypedPin pin, PinBinding binding) {
        var request = new CheckRequest(pin.digits(), binding.value());
        var tryId = pin.tryId();
        return (tryId == null ? checkAnew(pinId, request) : checkOnce(tryId, pinId, request))
                .map(CheckAnswer::toCheck)
                .onErrorMap(UpstreamRefusedException.class, _ -> new UpstreamUnavailableException())
                .onErrorMap(UpstreamThrottledException.class, _ -> new UpstreamUnavailableException());
    }

    private Mono<CheckAnswer> checkAnew(UUID pinId, CheckRequest request) {
        return pins.post(request, CheckAnswer.class, ATTEMPTS, pinId);
    }

    // Other digits in the same form, as after going back in the browser: another try, and nothing was counted yet.
    private Mono<CheckAnswer> checkOnce(UUID tryId, UUID pinId, CheckRequest request) {
        return pins.postOnce(tryId, request, CheckAnswer.class, ATTEMPTS, pinId)
                .onErrorResume(UpstreamConflictException.class, _ -> checkAnew(pinId, request));
    }

    public Mono<Void> withdraw(UUID pinId) {
        return pins.delete("/api/pins/v1/pins/{id}", pinId);
    }

    record IssueRequest(String purpose, String email, String locale, String binding, String limitSubject) {

        @Override
        public String toString() {
            return "IssueRequest[redacted]";
        }
    }

    record IssueAnswer(UUID id, Instant expiresAt, int triesLeft, Instant newPinAt) {

        PinIssue toIssue() {
            return new PinIssue.Issued(id, expiresAt, triesLeft, newPinAt);
        }
    }

    record CheckRequest(String pin, String binding) {

        @Override
        public String toString() {
            return "CheckRequest[redacted]";
        }
    }

    record CheckAnswer(
            String outcome,
            @Nullable Integer triesLeft,
            @Nullable Instant retryAfter) {

        PinCheck toCheck() {
            return switch (outcome) {
                case "accepted" -> new PinCheck.Accepted();
                case "rejected" -> new PinCheck.Rejected(present(triesLeft));
                case "locked" -> new PinCheck.Locked(present(retryAfter));
                case "expired" -> new PinCheck.Expired();
                default -> throw new UpstreamUnavailableException();
            };
        }
    }

    private static <T> T present(@Nullable T value) {
        return Optional.ofNullable(value).orElseThrow(UpstreamUnavailableException::new);
    }
}
