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
    private static final String PINS = "/api/pins/v1/pins";
    private static final String ATTEMPTS = "/api/pins/v1/pins/{id}/attempts";

    private final Upstream pins;

    PinClient(Upstreams upstreams, PinProperties properties) {
        this.pins = upstreams.of("pin-service", properties.baseUrl());
    }

    /** Mails a PIN; one that was issued for the same binding before is over. The same order again is the same PIN. */
    public Mono<PinIssue> issue(PinOrder order) {
        var request = new IssueRequest(
                PURPOSE, order.email(), order.locale(), order.binding().value(), order.limitSubject());
        return once(order.key(), request, IssueAnswer.class, PINS)
                .map(IssueAnswer::toIssue)
                .onErrorResume(UpstreamThrottledException.class, e -> Mono.just(new PinIssue.Throttled(e.retryAfter())))
                .onErrorReturn(UpstreamRefusedException.class, new PinIssue.AddressRefused());
    }

    /** Every check costs a try, so it is never repeated by itself; the same try sent again costs none. */
    public Mono<PinCheck> check(UUID pinId, TypedPin pin, PinBinding binding) {
        var request = new CheckRequest(pin.digits(), binding.value());
        var tryId = pin.tryId();
        return (tryId == null
                        ? pins.post(request, CheckAnswer.class, ATTEMPTS, pinId)
                        : once(tryId, request, CheckAnswer.class, ATTEMPTS, pinId))
                .map(CheckAnswer::toCheck)
                .onErrorMap(UpstreamRefusedException.class, _ -> new UpstreamUnavailableException())
                .onErrorMap(UpstreamThrottledException.class, _ -> new UpstreamUnavailableException());
    }

    // A key of another request, as with other digits in the same form: another request, and nothing was done yet.
    private <T> Mono<T> once(UUID key, Object request, Class<T> answer, String path, Object... variables) {
        return pins.postOnce(key, request, answer, path, variables)
                .onErrorResume(UpstreamConflictException.class, _ -> pins.post(request, answer, path, variables));
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
