// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
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
 * @param formTimeout the longest a form of the broker's page may take from its head to its end
 * @param returnPaths the paths a login may return to, each with what lies below it; the first is the default
 */
@Validated
@KeyStoreWhereNeeded
@EntityIdsOfTheScheme
@ConfigurationProperties("koppelpunt.eherkenning")
record EHerkenningProperties(
        @NotBlank String entityId,
        @NotBlank String serviceId,
        @Nullable String serviceUuid,
        @NotBlank @Size(max = 64) String serviceName,
        @Nullable @Size(max = 64) String serviceNameEnglish,
        @NotNull URI baseUrl,
        @Nullable Path keyStore,
        @Nullable Path keyStorePasswordFile,
        @DefaultValue("signing") @NotBlank String signingKeyAlias,
        @DefaultValue("encryption") @NotEmpty List<@NotBlank String> decryptionKeyAliases,
        @DefaultValue("tls") @NotBlank String tlsKeyAlias,
        @DefaultValue @NotNull @Valid Keys keys,
        @NotNull Path tlsTrustFile,
        @NotNull @Valid BrokerSettings broker,
        @DefaultValue("loa3") @NotNull LevelOfAssurance minimumLevel,

        @DefaultValue("30s") @NotNull @DurationMin @DurationMax(seconds = 120)
        Duration clockSkew,

        @DefaultValue("2s") @NotNull @DurationMin(millis = 500) @DurationMax(seconds = 30)
        Duration formTimeout,

        @DefaultValue("/mijn") @NotEmpty List<@NotBlank String> returnPaths,
        @DefaultValue @NotNull @Valid Operator operator) {

    /**
     * The one broker.
     *
     * @param enabled off means that nobody logs in by it, whatever was begun before
     * @param metadata a file or an HTTP(S) URL
     * @param postResponse whether the Response may come by the browser; every check holds for it as well
     * @param logOut whether who logs out here is sent on to log out at the broker too, where it offers that
     * @param consumerByUrl whether a request names our URL and binding, where the scheme has it name their index in our metadata
     * @param soapContentType what our SOAP is sent as: brokers differ
     * @param anyEntityId whether EntityIDs may have another form than the scheme gives them, as in some test environments
     * @param signatureAlgorithms how it may sign
     * @param minimumKeyBits the shortest key it may sign with
     * @param metadataCertificateFile the pinned certificates (PEM), with one of which metadata must be signed
     */
    record BrokerSettings(
            @DefaultValue("true") boolean enabled,
            @NotBlank String entityId,
            @NotBlank String metadata,
            @NotNull Path metadataCertificateFile,
            @DefaultValue("1h") @NotNull Duration metadataRefresh,

            @DefaultValue("text/xml") @Pattern(regexp = "text/xml|application/soap\\+xml")
            String soapContentType,

            @DefaultValue("false") boolean postResponse,
            @DefaultValue("true") boolean logOut,
            @DefaultValue("false") boolean consumerByUrl,
            @DefaultValue("false") boolean anyEntityId,
            @DefaultValue("rsa-sha256") @NotEmpty Set<@NotNull SignatureAlgorithm> signatureAlgorithms,

            @DefaultValue("2048") @Min(VerificationKey.MINIMUM_BITS) @Max(16_384)
            int minimumKeyBits) {

        SignatureRules signatureRules() {
            return SignatureRules.of(signatureAlgorithms, minimumKeyBits);
        }
    }

    /**
     * Keys named one by one, in place of the aliases; several of a kind while one replaces another.
     *
     * @param refresh how often it is looked whether the files changed
     * @param metadata which of them our metadata shows
     */
    record Keys(
            @DefaultValue @NotNull List<@Valid KeySource> signing,
            @DefaultValue @NotNull List<@Valid KeySource> decryption,
            @DefaultValue @NotNull List<@Valid KeySource> tls,
            @DefaultValue("30s") @NotNull Duration refresh,
            @DefaultValue("CURRENT_AND_NEXT") @NotNull ShownKeys metadata) {}

    /** Brokers differ in which keys they want to see while one replaces another. */
    enum ShownKeys {
        CURRENT_AND_NEXT,
        NEXT_ONLY
    }

    List<KeySource> signingKeys() {
        return keys.signing().isEmpty() ? List.of(KeySource.inKeyStore(signingKeyAlias)) : keys.signing();
    }

    List<KeySource> decryptionKeys() {
        return keys.decryption().isEmpty()
                ? decryptionKeyAliases.stream().map(KeySource::inKeyStore).toList()
                : keys.decryption();
    }

    List<KeySource> tlsKeys() {
        return keys.tls().isEmpty() ? List.of(KeySource.inKeyStore(tlsKeyAlias)) : keys.tls();
    }

    Stream<KeySource> allKeys() {
        return Stream.of(signingKeys(), decryptionKeys(), tlsKeys()).flatMap(List::stream);
    }

    /** Who runs this portal, for our metadata. */
    record Operator(
            @DefaultValue("Koppelpunt") @NotBlank String name,
            @DefaultValue("https://example.org") @NotNull URI url,
            @DefaultValue("beheer@example.org") @NotBlank String technicalEmail,
            @DefaultValue("beheer@example.org") @NotBlank String administrativeEmail) {}

    /** Where the broker answers a log-out. */
    String logOutUrl() {
        return baseUrl + LogOutController.ANSWER_PATH;
    }

    ServiceProvider serviceProvider() {
        return new ServiceProvider(
                SchemeProfile.ETOEGANG_1_13,
                entityId,
                baseUrl + LoginController.CONSUMER_PATH,
                serviceId,
                serviceUuid,
                minimumLevel,
                broker.signatureRules(),
                clockSkew,
                AuthenticationRequests.LIFETIME);
    }
}
