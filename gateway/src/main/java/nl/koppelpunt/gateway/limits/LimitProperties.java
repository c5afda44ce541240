// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway.limits;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How often one source may do what costs us or could be guessing.
 *
 * @param sources how many sources are remembered at most
 */
@Validated
@ConfigurationProperties("koppelpunt.limits")
record LimitProperties(
        @NotNull @Valid Rate login,
        @NotNull @Valid Rate credentials,
        @NotNull @Valid Rate pin,
        @NotNull @Valid Rate report,
        @Positive int sources) {

    record Rate(@Positive int requests, @NotNull Duration per) {}
}
