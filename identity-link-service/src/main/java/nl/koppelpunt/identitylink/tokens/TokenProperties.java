// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.tokens;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param issuer the name services know this issuer by
 * @param signingKeysFile a private JWK set of EC P-256 keys: the first signs, the public half of each is published
 * @param portalAudience the portal application behind the gateway; absent means there is none. It may not be one of our
 *     own services, or a token for it would be one for them
 */
@Validated
@ConfigurationProperties("koppelpunt.tokens")
record TokenProperties(
        @NotBlank String issuer,
        @NotNull Path signingKeysFile,
        @DefaultValue("120s") Duration personLifetime,
        @DefaultValue("60s") Duration internalLifetime,

        @Nullable
        @Pattern(
                regexp = "(?!(identity-link|account|pin|notification)-service$).+",
                message = "must not be empty or name one of our own services")
        String portalAudience) {}
