// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.linkattempt;

import java.util.UUID;
import nl.koppelpunt.identitylink.pins.PinClient;
import nl.koppelpunt.identitylink.upstream.UpstreamRefusedException;
import nl.koppelpunt.identitylink.upstream.UpstreamThrottledException;
import nl.koppelpunt.identitylink.upstream.UpstreamUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Tells pin-service of a PIN no attempt knows any more. It is a courtesy that may fail: without an attempt that names
 * it the PIN proves nothing, and it ends by itself.
 */
@Component
class PinWithdrawal {

    private static final Logger log = LoggerFactory.getLogger(PinWithdrawal.class);

    private final PinClient pins;

    PinWithdrawal(PinClient pins) {
        this.pins = pins;
    }

    Mono<Void> of(UUID pinId) {
        return pins.withdraw(pinId)
                .onErrorResume(
                        PinWithdrawal::isUpstream,
                        _ -> Mono.fromRunnable(() -> log.warn("PIN {} could not be withdrawn", pinId)));
    }

    private static boolean isUpstream(Throwable failure) {
        return failure instanceof UpstreamUnavailableException
                || failure instanceof UpstreamThrottledException
                || failure instanceof UpstreamRefusedException;
    }
}
