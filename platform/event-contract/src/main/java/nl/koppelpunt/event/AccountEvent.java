// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.event;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What happens to institutions, activation codes and memberships, told by account-service. */
public sealed interface AccountEvent extends KoppelpuntEvent {

    /** {@code kind} is {@code board} or {@code school}; only a school has a board number. */
    record InstitutionRegistered(
            String institutionCode,
            String kind,
            String name,
            @Nullable String boardNumber,
            Instant registeredAt) implements AccountEvent {

        @Override
        public String subject() {
            return institutionCode;
        }
    }

    record InstitutionChanged(
            String institutionCode, String name, @Nullable String boardNumber, Instant changedAt)
            implements AccountEvent {

        @Override
        public String subject() {
            return institutionCode;
        }
    }

    record ActivationCodeIssued(UUID activationCodeId, String institutionCode, Instant issuedAt, Instant expiresAt)
            implements AccountEvent {

        @Override
        public String subject() {
            return activationCodeId.toString();
        }
    }

    record ActivationCodeRedeemed(UUID activationCodeId, String institutionCode, UUID portalUserId, Instant redeemedAt)
            implements AccountEvent {

        @Override
        public String subject() {
            return activationCodeId.toString();
        }
    }

    /**
     * A portal user may act for one more institution. Ordered per portal user, because consumers keep the list of
     * institutions of that user. {@code proofKind} is {@code account} or {@code activation-code};
     * {@code sealedRecipients} is a JWE of {@code {"organisation", "recipients": [{"role", "email"}]}}.
     */
    record InstitutionAdded(
            UUID membershipId,
            UUID portalUserId,
            String institutionCode,
            String institutionName,
            String proofKind,
            String locale,
            Instant addedAt,
            String sealedRecipients)
            implements AccountEvent {

        @Override
        public String subject() {
            return portalUserId.toString();
        }
    }
}
