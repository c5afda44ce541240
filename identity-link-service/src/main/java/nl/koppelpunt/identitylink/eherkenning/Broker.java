// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a broker's verified metadata says of it.
 *
 * @param postLocation where an AuthnRequest goes by POST; absent when the broker offers the Redirect binding alone
 * @param artifactLocations its ArtifactResolutionServices by index
 */
record Broker(
        String entityId,
        @Nullable URI postLocation,
        @Nullable URI redirectLocation,
        Map<Integer, URI> artifactLocations,
        List<VerificationKey> signingKeys,
        Instant validUntil) {

    boolean isValidAt(Instant moment) {
        return moment.isBefore(validUntil);
    }
}
