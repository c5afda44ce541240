// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.simulator;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The settings of the simulator.
 *
 * @param dvMetadata the metadata of the service provider: an http(s) address or a file, read at the first request
 * @param serviceUrl where a person starts again whose login is lost; without it the page only says so
 * @param serviceUuid told to the service as ServiceUUID, as the service catalogue would have it
 * @param logOut whether a service may log its users out here too
 * @param pseudonymSecretFile the key of the pseudonyms; without it they hang on the signing key
 */
@Validated
@ConfigurationProperties("simulator")
public record SimulatorProperties(
        @NotNull URI baseUrl,
        @Min(0) @Max(65535) int soapPort,
        @NotNull URI soapUrl,

        @NotBlank @Pattern(regexp = "urn:etoegang:HM:[0-9]{20}:entities:[0-9]{4}")
        String entityId,

        @NotNull Path keyStore,
        @NotNull Path keyStorePasswordFile,
        @NotNull Path soapTrustFile,
        @NotBlank String dvMetadata,
        @Nullable URI serviceUrl,
        @Nullable UUID serviceUuid,
        @Nullable Path pseudonymSecretFile,
        @DefaultValue("REDIRECT") ArtifactBinding artifactBinding,
        @DefaultValue("true") boolean logOut,
        @NotBlank @Email String mailFrom,
        @NotEmpty List<@Valid Supplier> suppliers,
        @NotEmpty List<@Valid User> users) {

    /** How the artifact travels to the service: both ways must be understood there. */
    public enum ArtifactBinding {
        REDIRECT,
        POST
    }

    /** A fictional supplier of means, an authentication service (AD) of its own. */
    public record Supplier(
            @NotBlank String id,
            @NotBlank String name,

            @NotBlank @Pattern(regexp = "urn:etoegang:AD:[0-9]{20}:entities:[0-9]{4}")
            String entityId) {}

    /** A fictional person who acts for one organisation. */
    public record User(
            @NotBlank String username,
            @NotBlank String password,
            @NotBlank String name,
            @NotBlank @Email String email,
            @NotBlank @Pattern(regexp = "[0-9]{8}") String kvk,
            @NotBlank String organisation) {

        @Override
        public String toString() {
            return "User[" + username + "]";
        }
    }

    public Optional<Supplier> supplier(String id) {
        return suppliers.stream().filter(supplier -> supplier.id().equals(id)).findFirst();
    }

    public Optional<User> user(String username) {
        return users.stream().filter(user -> user.username().equals(username)).findFirst();
    }
}
