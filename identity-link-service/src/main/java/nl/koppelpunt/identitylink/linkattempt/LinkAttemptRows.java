// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.linkattempt;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import nl.koppelpunt.identitylink.accounts.Institution;
import nl.koppelpunt.identitylink.accounts.Proof;
import nl.koppelpunt.identitylink.identitylink.Authorisation;
import nl.koppelpunt.identitylink.identitylink.IdentityKey;
import nl.koppelpunt.identitylink.linkattempt.LinkAttempt.Proven;
import nl.koppelpunt.identitylink.linkattempt.LinkAttempt.SentPin;
import nl.koppelpunt.platform.encryption.ColumnCipher;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads a row of {@code link_attempt}, and encrypts what goes into one. */
@Component
class LinkAttemptRows {

    /** An attempt whose time is over is expired from that moment, whether or not anything has noticed yet. */
    static final String COLUMNS = """
            a.id, a.broker, a.legal_type, a.legal_value, a.acting_type, a.acting_value, a.level_of_assurance,
            CASE WHEN a.state IN ('AWAITING_PROOF', 'AWAITING_PIN') AND a.expires_at <= now()
                THEN 'EXPIRED' ELSE a.state END AS state,
            a.session_id, a.proof_kind, a.proof_id, a.institution_code, a.institution_name, a.kvk, a.email, a.locale,
            a.pin_id, a.pin_expires_at, a.tries_left, a.new_pin_at, a.pins_used_up, a.refusal, a.expires_at,
            a.locked_until, a.establishment, a.intermediary_type, a.intermediary_value
            """;

    private static final String ACTING_VALUE = "link_attempt.acting_value";
    private static final String EMAIL = "link_attempt.email";

    private final ColumnCipher cipher;

    LinkAttemptRows(ColumnCipher cipher) {
        this.cipher = cipher;
    }

    byte[] encryptedActingValue(IdentityKey identity) {
        return cipher.encrypt(ACTING_VALUE, identity.actingValue());
    }

    byte[] encryptedEmail(String email) {
        return cipher.encrypt(EMAIL, email);
    }

    LinkAttempt attempt(Readable row) {
        return new LinkAttempt(
                required(row, "id", UUID.class),
                identity(row),
                new Authorisation(
                        row.get("establishment", String.class),
                        row.get("intermediary_type", String.class),
                        row.get("intermediary_value", String.class)),
                required(row, "level_of_assurance", String.class),
                LinkAttemptState.valueOf(required(row, "state", String.class)),
                row.get("session_id", UUID.class),
                row.get("proof_id") == null ? null : proven(row),
                row.get("pin_id", UUID.class),
                required(row, "pins_used_up", Integer.class),
                row.get("refusal", String.class),
                required(row, "expires_at", Instant.class),
                row.get("locked_until", Instant.class));
    }

    private IdentityKey identity(Readable row) {
        return new IdentityKey(
                required(row, "broker", String.class),
                required(row, "legal_type", String.class),
                required(row, "legal_value", String.class),
                required(row, "acting_type", String.class),
                cipher.decrypt(ACTING_VALUE, required(row, "acting_value", byte[].class)));
    }

    private Proven proven(Readable row) {
        return new Proven(
                new Proof(required(row, "proof_kind", String.class), required(row, "proof_id", UUID.class)),
                new Institution(
                        required(row, "institution_code", String.class),
                        required(row, "institution_name", String.class)),
                required(row, "kvk", String.class),
                email(row.get("email", byte[].class)),
                required(row, "locale", String.class),
                new SentPin(
                        required(row, "pin_id", UUID.class),
                        required(row, "pin_expires_at", Instant.class),
                        required(row, "tries_left", Integer.class),
                        required(row, "new_pin_at", Instant.class)));
    }

    private @Nullable String email(byte @Nullable [] encrypted) {
        return encrypted == null ? null : cipher.decrypt(EMAIL, encrypted);
    }

    private static <T> T required(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }
}
