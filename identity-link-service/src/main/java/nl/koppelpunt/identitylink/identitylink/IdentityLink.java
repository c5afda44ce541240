// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.identitylink;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An identity that signs in as a portal user.
 *
 * @param establishment the branch the authorisation was limited to when the link was made
 */
public record IdentityLink(
        UUID id, UUID portalUserId, @Nullable String establishment) {

    /** One that is limited to a branch reaches no further than what was linked for that branch. */
    public boolean isWithin(Authorisation authorisation) {
        return authorisation.establishment() == null
                || authorisation.establishment().equals(establishment);
    }
}
