// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.identitylink;

import java.util.UUID;

/** An identity that signs in as a portal user. */
public record IdentityLink(UUID id, UUID portalUserId) {}
