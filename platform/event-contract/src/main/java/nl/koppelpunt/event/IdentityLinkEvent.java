// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.event;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What happens to identity links, link attempts and sessions, told by identity-link-service. */
public sealed interface IdentityLinkEvent extends KoppelpuntEvent {

    record IdentityLinked(UUID linkId, UUID portalUserId, String institutionCode, Instant linkedAt)
            implements IdentityLinkEvent {

        @Override
        public String subject() {
            return linkId.toString();
        }
    }

    /** {@code reason} is {@code user} or {@code officer}. */
    record IdentityUnlinked(UUID linkId, UUID portalUserId, String reason, Instant unlinkedAt)
            implements IdentityLinkEvent {

        @Override
        public String subject() {
            return linkId.toString();
        }
    }

    record SignedIn(UUID sessionId, UUID linkId, UUID portalUserId, String levelOfAssurance, Instant signedInAt)
            implements IdentityLinkEvent {

        @Override
        public String subject() {
            return sessionId.toString();
        }
    }

    /** {@code reason} is {@code log-out}, {@code idle}, {@code absolute}, {@code replaced} or {@code limit}. */
    record SessionEnded(UUID sessionId, String reason, Instant endedAt) implements IdentityLinkEvent {

        @Override
        public String subject() {
            return sessionId.toString();
        }
    }

    /** A link attempt is over without a link; {@code pinId} is the PIN that was still open, if any. */
    record LinkAttemptAbandoned(
            UUID linkAttemptId, @Nullable UUID pinId, String reason, Instant abandonedAt) implements IdentityLinkEvent {

        @Override
        public String subject() {
            return linkAttemptId.toString();
        }
    }
}
