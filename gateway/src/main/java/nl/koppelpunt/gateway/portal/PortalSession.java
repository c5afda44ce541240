// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway.portal;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What identity-link-service tells about the session of someone who is signed in. */
record PortalSession(
        @Nullable Instant idleExpiresAt,
        @Nullable String levelOfAssurance,
        List<String> institutionCodes,
        @Nullable Organisation organisation) {

    PortalSession(
            @Nullable Instant idleExpiresAt,
            @Nullable String levelOfAssurance,
            @Nullable List<String> institutionCodes,
            @Nullable Organisation organisation) {
        this.idleExpiresAt = idleExpiresAt;
        this.levelOfAssurance = levelOfAssurance;
        this.institutionCodes = Objects.requireNonNullElse(institutionCodes, List.of());
        this.organisation = organisation;
    }

    /** The words for {@code loa3} of {@code urn:etoegang:core:assurance-class:loa3}. */
    Optional<Message> level() {
        return Optional.ofNullable(levelOfAssurance)
                .map(urn -> Message.of("level." + urn.substring(urn.lastIndexOf(':') + 1))
                        .orElse("level.unknown"));
    }
}
