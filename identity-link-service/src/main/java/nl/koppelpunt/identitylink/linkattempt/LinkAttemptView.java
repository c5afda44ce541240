// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.linkattempt;

import java.time.Instant;
import nl.koppelpunt.identitylink.accounts.Institution;
import nl.koppelpunt.identitylink.identitylink.Authorisation;
import nl.koppelpunt.identitylink.linkattempt.LinkAttempt.Proven;
import org.jspecify.annotations.Nullable;

/** An attempt as its own person sees it: both sides of the link to be, and how to go on. */
record LinkAttemptView(
        LinkAttemptState state,
        Instant expiresAt,
        Organisation organisation,
        @Nullable Organisation intermediary,
        @Nullable String establishment,
        @Nullable Institution institution,
        @Nullable String maskedEmail,
        @Nullable String kvk,
        @Nullable Integer triesLeft,
        @Nullable Instant pinExpiresAt,
        @Nullable Instant newPinAt,
        @Nullable Instant lockedUntil) {

    static LinkAttemptView of(LinkAttempt attempt) {
        var proven = attempt.proven();
        var pin = attempt.state() == LinkAttemptState.AWAITING_PIN && proven != null ? proven.pin() : null;
        return new LinkAttemptView(
                attempt.state(),
                attempt.expiresAt(),
                new Organisation(
                        attempt.identity().legalType(), attempt.identity().legalValue()),
                intermediary(attempt.authorisation()),
                attempt.authorisation().establishment(),
                proven == null ? null : proven.institution(),
                maskedEmail(proven),
                proven == null ? null : proven.kvk(),
                pin == null ? null : pin.triesLeft(),
                pin == null ? null : pin.expiresAt(),
                pin == null ? null : pin.newPinAt(),
                attempt.lockedUntil());
    }

    private static @Nullable Organisation intermediary(Authorisation authorisation) {
        var type = authorisation.intermediaryType();
        var value = authorisation.intermediaryValue();
        return type == null || value == null ? null : new Organisation(type, value);
    }

    private static @Nullable String maskedEmail(@Nullable Proven proven) {
        var email = proven == null ? null : proven.email();
        return email == null ? null : PersonalEmail.masked(email);
    }

    record Organisation(String type, String value) {}
}
