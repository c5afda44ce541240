// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.event;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What happens to institutions, accounts, activation codes, memberships and portal users, told by account-service.
 *
 * <p>Components named {@code sealedRecipients} are a JWE of
 * {@code {"organisation", "recipients": [{"role", "email", "institutionCode", "institutionName"}]}}: whom the mailer tells
 * of the fact. {@code role} is {@code user} or {@code representative}. {@code organisation} is there when the fact came
 * from an eHerkenning log-in; a recipient names an institution where that is not the one of the event.
 */
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

    record InstitutionClosed(String institutionCode, Instant closedAt) implements AccountEvent {

        @Override
        public String subject() {
            return institutionCode;
        }
    }

    /** The code itself goes by letter and is in no event; whoever is on record for the institution is told of it. */
    record ActivationCodeIssued(
            UUID activationCodeId,
            String institutionCode,
            Instant issuedAt,
            Instant expiresAt,
            @Nullable String institutionName,
            @Nullable String sealedRecipients)
            implements AccountEvent {

        /** Of a code that nobody is told of. */
        public ActivationCodeIssued(
                UUID activationCodeId, String institutionCode, Instant issuedAt, Instant expiresAt) {
            this(activationCodeId, institutionCode, issuedAt, expiresAt, null, null);
        }

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

    /** {@code reason} is {@code replaced}, {@code officer} or {@code institution-closed}. */
    record ActivationCodeWithdrawn(UUID activationCodeId, String institutionCode, String reason, Instant withdrawnAt)
            implements AccountEvent {

        @Override
        public String subject() {
            return activationCodeId.toString();
        }
    }

    /** {@code sealedMessage} is a JWE of {@code {"email", "token"}}: of the representative on record, and of nobody else. */
    record PasswordResetRequested(
            UUID accountId,
            UUID recoveryId,
            String institutionCode,
            String institutionName,
            Instant requestedAt,
            Instant expiresAt,
            String sealedMessage)
            implements AccountEvent {

        @Override
        public String subject() {
            return accountId.toString();
        }
    }

    record PasswordResetCompleted(
            UUID accountId,
            UUID recoveryId,
            String institutionCode,
            String institutionName,
            Instant completedAt,
            String sealedRecipients)
            implements AccountEvent {

        @Override
        public String subject() {
            return accountId.toString();
        }
    }

    /** {@code reason} is {@code officer} or {@code failed-attempts}. */
    record AccountBlocked(
            UUID accountId,
            String institutionCode,
            String institutionName,
            String reason,
            Instant blockedAt,
            String sealedRecipients)
            implements AccountEvent {

        @Override
        public String subject() {
            return accountId.toString();
        }
    }

    record AccountUnblocked(
            UUID accountId,
            String institutionCode,
            String institutionName,
            Instant unblockedAt,
            String sealedRecipients)
            implements AccountEvent {

        @Override
        public String subject() {
            return accountId.toString();
        }
    }

    record PortalUserBlocked(UUID portalUserId, String locale, Instant blockedAt, String sealedRecipients)
            implements AccountEvent {

        @Override
        public String subject() {
            return portalUserId.toString();
        }
    }

    record PortalUserUnblocked(UUID portalUserId, String locale, Instant unblockedAt, String sealedRecipients)
            implements AccountEvent {

        @Override
        public String subject() {
            return portalUserId.toString();
        }
    }

    /** An identity link of this portal user is gone; told so that its people get a mail. */
    record PortalUserUnlinked(
            UUID portalUserId, UUID linkId, String locale, Instant unlinkedAt, String sealedRecipients)
            implements AccountEvent {

        @Override
        public String subject() {
            return portalUserId.toString();
        }
    }

    /**
     * A portal user may act for one more institution. Ordered per portal user, because consumers keep the list of
     * institutions of that user. {@code proofKind} is {@code account} or {@code activation-code}.
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

    /** A portal user may no longer act for an institution. {@code reason} is {@code user}, {@code officer} or {@code institution-closed}. */
    record InstitutionRemoved(
            UUID membershipId,
            UUID portalUserId,
            String institutionCode,
            String institutionName,
            String reason,
            String locale,
            Instant removedAt,
            String sealedRecipients)
            implements AccountEvent {

        @Override
        public String subject() {
            return portalUserId.toString();
        }
    }
}
