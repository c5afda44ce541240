// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.notification.delivery;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How deliveries are claimed, retried and forgotten.
 *
 * @param resendWithin how long the sealed content of a mail that was not sent is kept, so that an officer may resend it
 */
@Validated
@ConfigurationProperties("koppelpunt.delivery")
record DeliveryProperties(
        @DefaultValue("1s") @NotNull Duration pollInterval,
        @DefaultValue("2m") @NotNull Duration lease,
        @DefaultValue("4") @Min(1) int parallelism,
        @DefaultValue("2s") @NotNull Duration backoff,
        @DefaultValue("5m") @NotNull Duration maxBackoff,
        @DefaultValue("3d") @NotNull Duration giveUpAfter,
        @DefaultValue("14d") @NotNull Duration resendWithin,
        @DefaultValue("90d") @NotNull Duration retention) {

    /**
     * A claimed mail that has waited longer than this for its turn is not begun any more: what is left of the lease is
     * for the mail server, whose time-outs together are shorter.
     */
    Duration startWithin() {
        return lease.dividedBy(4);
    }

    /** Doubles with each attempt. */
    Duration backoffAfter(int attempts) {
        var doubled = backoff.multipliedBy(1L << Math.min(attempts - 1, 20));
        return doubled.compareTo(maxBackoff) < 0 ? doubled : maxBackoff;
    }
}
