// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.tokens;

import jakarta.validation.constraints.NotBlank;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param issuer the name services know this issuer by
 * @param signingKeysFile a private JWK set of EC P-256 keys: the first signs, the public half of each is published
 */
@Validated
@ConfigurationProperties("koppelpunt.tokens")
record TokenProperties(
        @NotBlank String issuer,
        Path signingKeysFile,
        @DefaultValue("120s") Duration personLifetime,
        @DefaultValue("60s") Duration internalLifetime) {}
