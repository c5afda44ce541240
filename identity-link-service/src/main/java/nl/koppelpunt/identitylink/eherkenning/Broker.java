// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a broker's verified metadata says of it.
 *
 * @param signOn where an AuthnRequest goes, one way at least
 * @param logOut where a LogoutRequest goes; not every broker offers it
 * @param artifactLocations its ArtifactResolutionServices by index
 */
record Broker(
        String entityId,
        Endpoints signOn,
        Endpoints logOut,
        Map<Integer, URI> artifactLocations,
        List<VerificationKey> signingKeys,
        Instant validUntil) {

    boolean isValidAt(Instant moment) {
        return moment.isBefore(validUntil);
    }
}
