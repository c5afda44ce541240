// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Who we are to the broker and who the broker is to us. There is no setting that leaves a check out.
 *
 * @param baseUrl where browsers reach us
 * @param minimumLevel the level the service needs
 * @param returnPaths the paths a login may return to, each with what lies below it; the first is the default
 */
@Validated
@ConfigurationProperties("koppelpunt.eherkenning")
record EHerkenningProperties(
        @NotBlank String entityId,
        @NotBlank String serviceId,
        @Nullable String serviceUuid,
        @NotBlank @Size(max = 64) String serviceName,
        @NotNull URI baseUrl,
        @NotNull Path keyStore,
        @NotNull Path keyStorePasswordFile,
        @DefaultValue("signing") @NotBlank String signingKeyAlias,
        @DefaultValue("encryption") @NotEmpty List<@NotBlank String> decryptionKeyAliases,
        @DefaultValue("tls") @NotBlank String tlsKeyAlias,
        @NotNull Path tlsTrustFile,
        @NotNull @Valid BrokerSettings broker,
        @DefaultValue("loa3") @NotNull LevelOfAssurance minimumLevel,

        @DefaultValue("30s") @NotNull @DurationMin @DurationMax(seconds = 120)
        Duration clockSkew,

        @DefaultValue("/mijn") @NotEmpty List<@NotBlank String> returnPaths,
        @DefaultValue @NotNull @Valid Operator operator) {

    /**
     * The one broker.
     *
     * @param metadata a file or an HTTP(S) URL
     * @param metadataCertificateFile the pinned certificate (PEM) that metadata must be signed with
     */
    record BrokerSettings(
            @NotBlank String entityId,
            @NotBlank String metadata,
            @NotNull Path metadataCertificateFile,
            @DefaultValue("1h") @NotNull Duration metadataRefresh) {}

    /** Who runs this portal, for our metadata. */
    record Operator(
            @DefaultValue("Koppelpunt") @NotBlank String name,
            @DefaultValue("https://example.org") @NotNull URI url,
            @DefaultValue("beheer@example.org") @NotBlank String technicalEmail,
            @DefaultValue("beheer@example.org") @NotBlank String administrativeEmail) {}

    ServiceProvider serviceProvider() {
        return new ServiceProvider(
                entityId,
                baseUrl + LoginController.CONSUMER_PATH,
                serviceId,
                serviceUuid,
                minimumLevel,
                clockSkew,
                AuthenticationRequests.LIFETIME);
    }
}
