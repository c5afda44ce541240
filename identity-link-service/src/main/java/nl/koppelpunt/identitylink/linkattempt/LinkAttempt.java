// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.linkattempt;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import nl.koppelpunt.identitylink.accounts.Institution;
import nl.koppelpunt.identitylink.accounts.Proof;
import nl.koppelpunt.identitylink.accounts.Registrant;
import nl.koppelpunt.identitylink.identitylink.Authorisation;
import nl.koppelpunt.identitylink.identitylink.IdentityKey;
import nl.koppelpunt.identitylink.pins.PinOrder;
import org.jspecify.annotations.Nullable;

/**
 * One identity on its way to a link, as read from its row; what it became since is decided by the conditions of the
 * statements that change it.
 *
 * @param lastPin the PIN that was sent last, also when it is over or its proof was taken back
 */
record LinkAttempt(
        UUID id,
        IdentityKey identity,
        Authorisation authorisation,
        String levelOfAssurance,
        LinkAttemptState state,
        @Nullable UUID sessionId,
        @Nullable Proven proven,
        @Nullable UUID lastPin,
        int pinsUsedUp,
        @Nullable String refusal,
        Instant expiresAt,
        @Nullable Instant lockedUntil) {

    /** What is there from a right proof until the attempt is over; the address goes first. */
    record Proven(
            Proof proof,
            Institution institution,
            String kvk,
            @Nullable String email,
            String locale,
            SentPin pin) {

        @Override
        public String toString() {
            return "Proven[proof=" + proof + "]";
        }
    }

    record SentPin(UUID id, Instant expiresAt, int triesLeft, Instant newPinAt) {}

    boolean awaits(UUID pin) {
        return state == LinkAttemptState.AWAITING_PIN && pin.equals(lastPin);
    }

    Proven requireProven() {
        return Objects.requireNonNull(proven, "A link attempt without proof");
    }

    UUID requireSessionId() {
        return Objects.requireNonNull(sessionId, "A link attempt without session");
    }

    /** The order of another PIN for the same proof. */
    PinOrder pinOrder() {
        var known = requireProven();
        return pinOrder(known.proof(), address(), known.locale());
    }

    PinOrder pinOrder(Proof proof, String email, String locale) {
        var binding = AttemptBinding.of(id, identity, proof, email, requireSessionId());
        return new PinOrder(email, locale, binding, proof.limitSubject(), lastPin);
    }

    Registrant registrant() {
        var known = requireProven();
        return new Registrant(id, known.proof(), address(), known.locale(), identity.kvkNumber());
    }

    private String address() {
        return Objects.requireNonNull(requireProven().email(), "A link attempt without address");
    }

    @Override
    public String toString() {
        return "LinkAttempt[id=" + id + ", state=" + state + "]";
    }
}
