// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.defaults;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The two issuers whose tokens are believed.
 *
 * @param person identity-link-service: people from schools, and its own calls to other services
 * @param staff Keycloak: officers and machines; absent means that no such token is believed
 */
@Validated
@ConfigurationProperties("koppelpunt.security")
record SecurityProperties(
        @Valid @NotNull Person person, @Valid @Nullable Staff staff) {

    /**
     * @param issuer the exact {@code iss}
     * @param jwkSetUri where its public keys are
     */
    record Person(@NotBlank String issuer, @NotNull URI jwkSetUri) {}

    /**
     * @param issuer the exact {@code iss}
     * @param jwkSetUri where its public keys are
     * @param audience must be among {@code aud}
     */
    record Staff(
            @NotBlank String issuer,
            @NotNull URI jwkSetUri,
            @DefaultValue("koppelpunt") String audience) {}
}
