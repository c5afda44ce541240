// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.consumption;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long a record that fails may hold up its partition.
 *
 * @param retries after the first failure, before the record goes to the dead-letter topic
 * @param firstBackOff doubled after each retry
 * @param replayDeadLetters handle the dead letters of this program once more, and end
 */
@Validated
@ConfigurationProperties("koppelpunt.consumption")
record ConsumptionProperties(
        @DefaultValue("4") @Min(0) @Max(10) int retries,
        @DefaultValue("1s") Duration firstBackOff,
        boolean replayDeadLetters) {}
