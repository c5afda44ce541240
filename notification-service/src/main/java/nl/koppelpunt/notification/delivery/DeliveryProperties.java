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
 * @param unrecorded how many mails may be out and not yet written down: so many may be double after a death
 * @param resendWithin how long the sealed content of a mail that was not sent is kept, so that an officer may resend it
 */
@Validated
@ConfigurationProperties("koppelpunt.delivery")
record DeliveryProperties(
        @DefaultValue("1s") @NotNull Duration pollInterval,
        @DefaultValue("30s") @NotNull Duration lease,
        @DefaultValue("4") @Min(1) int parallelism,
        @DefaultValue("1") @Min(1) int unrecorded,
        @DefaultValue("2s") @NotNull Duration backoff,
        @DefaultValue("5m") @NotNull Duration maxBackoff,
        @DefaultValue("3d") @NotNull Duration giveUpAfter,
        @DefaultValue("14d") @NotNull Duration resendWithin,
        @DefaultValue("90d") @NotNull Duration retention) {

    /** Between renewals of a lease, and what its holder gets to answer when it has run out. */
    Duration grace() {
        return lease.dividedBy(4);
    }

    /** Doubles with each attempt. */
    Duration backoffAfter(int attempts) {
        var doubled = backoff.multipliedBy(1L << Math.min(attempts - 1, 20));
        return doubled.compareTo(maxBackoff) < 0 ? doubled : maxBackoff;
    }
}
