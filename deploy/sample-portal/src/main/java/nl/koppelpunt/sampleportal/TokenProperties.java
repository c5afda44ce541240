// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.sampleportal;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Whose tokens are believed.
 *
 * @param issuer the exact name of the issuer ({@code iss})
 * @param jwkSetUri where its public keys are
 * @param audience the name of this application ({@code aud}): a token for another is refused
 * @param clockSkew how far the clocks of the two may be apart
 */
@Validated
@ConfigurationProperties("portal.token")
record TokenProperties(
        @NotBlank String issuer,
        @NotNull URI jwkSetUri,
        @NotBlank String audience,
        @DefaultValue("5s") Duration clockSkew) {}
