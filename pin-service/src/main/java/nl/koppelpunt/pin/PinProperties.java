// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.pin;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/** Settings of pin-service; the defaults are the norm, see the README. */
@Validated
@ConfigurationProperties("koppelpunt.pins")
record PinProperties(
        @NotNull Path macKeysFile,
        @DefaultValue("3") @Min(1) @Max(5) int maxTries,

        @DefaultValue("10m") @DurationMin(minutes = 1) @DurationMax(minutes = 10)
        Duration validFor,

        @DefaultValue("24h") @DurationMin(hours = 24) Duration retention,
        @DefaultValue("50ms") @NotNull Duration answerFloor,
        @DefaultValue @Valid Throttle throttle,
        @DefaultValue @Valid Brake brake,
        @DefaultValue @Valid Crypto crypto) {

    /** How often PINs are issued and tried for one subject and one mailbox. */
    record Throttle(
            @DefaultValue("60s") @NotNull Duration interval,
            @DefaultValue("3") @Min(1) int perHour,
            @DefaultValue("5") @Min(1) int perDay,
            @DefaultValue("5") @Min(1) int perMailboxPerHour,
            @DefaultValue("9") @Min(1) int triesPerHour) {}

    /**
     * More wrong tries than this over all subjects slow every issue down.
     *
     * @param interval between two PINs of one subject while the brake is on
     * @param perHour PINs over all subjects while the brake is on
     * @param watchInterval between two looks at the number of wrong tries, for the alarm
     */
    record Brake(
            @DefaultValue("50") @Min(1) int wrongPerHour,
            @DefaultValue("1000") @Min(1) int wrongPerDay,
            @DefaultValue("5m") @NotNull Duration interval,
            @DefaultValue("60") @Min(1) int perHour,
            @DefaultValue("15s") @NotNull Duration watchInterval) {}

    /** The room for sealing and MACs, off the event loop. */
    record Crypto(
            @DefaultValue("2") @Min(1) int parallelism,
            @DefaultValue("256") @Min(1) int queueSize) {}
}
