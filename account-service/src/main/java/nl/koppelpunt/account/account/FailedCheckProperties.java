// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.account;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param limit wrong passwords per account and organisation within the window
 * @param window after which the count starts anew, without anybody's help
 */
@Validated
@ConfigurationProperties("koppelpunt.accounts.failed-checks")
record FailedCheckProperties(
        @DefaultValue("20") @Min(1) int limit,
        @DefaultValue("PT1H") Duration window) {}
