// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.linkattempt;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import java.util.UUID;
import nl.koppelpunt.identitylink.accounts.ProofCheck.Proved;
import nl.koppelpunt.identitylink.linkattempt.LinkAttempt.SentPin;
import nl.koppelpunt.identitylink.pins.PinIssue.Issued;
import nl.koppelpunt.identitylink.session.Sessions;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The steps of an attempt. Each is one statement that names the state it starts from, so of two requests that take the
 * same step one does and the other sees that it did not.
 */
@Component
class LinkAttempts {

    private static final String HELD = " WHERE id = :id AND session_id = :session ";

    private final DatabaseClient database;
    private final LinkAttemptRows rows;
    private final LinkAttemptProperties properties;

    LinkAttempts(DatabaseClient database, LinkAttemptRows rows, LinkAttemptProperties properties) {
        this.database = database;
        this.rows = rows;
        this.properties = properties;
    }

    /** The attempt, if this session is live and holds it; a token alone does not say so. */
    Mono<LinkAttempt> find(Holder holder) {
        return database.sql("SELECT " + LinkAttemptRows.COLUMNS + """
                         FROM link_attempt a JOIN live_session s ON s.id = a.session_id AND s.link_attempt_id = a.id
                        WHERE a.id = :id AND s.id = :session
                        """)
                .bind("id", holder.linkAttemptId())
                .bind("session", holder.sessionId())
                .map(rows::attempt)
                .one();
    }

    /** The attempt this session completed; completing it ended the session. */
    Mono<LinkAttempt> findCompleted(Holder holder) {
        return database.sql("SELECT " + LinkAttemptRows.COLUMNS + """
                         FROM link_attempt a JOIN session s ON s.id = a.session_id AND s.link_attempt_id = a.id
                        WHERE a.id = :id AND s.id = :session AND a.state = 'COMPLETED' AND s.end_reason = :replaced
                        """)
                .bind("id", holder.linkAttemptId())
                .bind("session", holder.sessionId())
                .bind("replaced", Sessions.REPLACED)
                .map(rows::attempt)
                .one();
    }

    Mono<Boolean> awaitPin(LinkAttempt attempt, Proved proved, Submission submission, Issued pin) {
        return once(held(
                        attempt,
                        """
                        UPDATE link_attempt SET state = 'AWAITING_PIN', proof_kind = :proofKind, proof_id = :proofId,
                            institution_code = :code, institution_name = :name, kvk = :kvk, email = :email,
                            locale = :locale, pin_id = :pin, pin_expires_at = :pinExpiresAt, new_pin_at = :newPinAt,
                            tries_left = :triesLeft
                        """,
                        "state = 'AWAITING_PROOF' AND pin_id::text IS NOT DISTINCT FROM :lastPin AND expires_at > now()")
                .bind("lastPin", Parameters.in(R2dbcType.VARCHAR, text(attempt.lastPin())))
                .bind("proofKind", proved.proof().kind())
                .bind("proofId", proved.proof().id())
                .bind("code", proved.institution().code())
                .bind("name", proved.institution().name())
                .bind("kvk", proved.kvk())
                .bind("email", rows.encryptedEmail(submission.email()))
                .bind("locale", submission.locale())
                .bind("pin", pin.id())
                .bind("pinExpiresAt", pin.expiresAt())
                .bind("newPinAt", pin.newPinAt())
                .bind("triesLeft", pin.triesLeft()));
    }

    Mono<Boolean> renewPin(LinkAttempt attempt, Issued pin) {
        return once(withPin(attempt, """
                        UPDATE link_attempt SET pin_id = :newPin, pin_expires_at = :pinExpiresAt,
                            new_pin_at = :newPinAt, tries_left = :triesLeft
                        """, "expires_at > now()")
                .bind("newPin", pin.id())
                .bind("pinExpiresAt", pin.expiresAt())
                .bind("newPinAt", pin.newPinAt())
                .bind("triesLeft", pin.triesLeft()));
    }

    Mono<Boolean> rejectPin(LinkAttempt attempt, int triesLeft) {
        return once(withPin(attempt, "UPDATE link_attempt SET tries_left = LEAST(tries_left, :triesLeft)", "true")
                .bind("triesLeft", triesLeft));
    }

    /** Counts a PIN all of whose tries are gone, once; the last of them locks the attempt. */
    Mono<Boolean> useUpPin(LinkAttempt attempt) {
        return once(withPin(attempt, """
                        UPDATE link_attempt SET tries_left = 0, pins_used_up = pins_used_up + 1,
                            state = CASE WHEN pins_used_up + 1 >= :pins THEN 'LOCKED' ELSE state END,
                            email = CASE WHEN pins_used_up + 1 >= :pins THEN NULL ELSE email END,
                            ended_at = CASE WHEN pins_used_up + 1 >= :pins THEN now() END,
                            locked_until = CASE WHEN pins_used_up + 1 >= :pins
                                THEN now() + make_interval(secs => :lock) END
                        """, "tries_left > 0")
                .bind("pins", properties.pins())
                .bind("lock", properties.lock().toSeconds()));
    }

    Mono<Boolean> confirm(LinkAttempt attempt) {
        return once(withPin(
                attempt, "UPDATE link_attempt SET state = 'CONFIRMED', confirmed_at = now()", "expires_at > now()"));
    }

    Mono<Boolean> backToProof(LinkAttempt attempt) {
        return once(withPin(attempt, "UPDATE link_attempt SET " + WITHOUT_PROOF, "expires_at > now()"));
    }

    Mono<Boolean> abandon(LinkAttempt attempt) {
        return once(held(
                attempt,
                "UPDATE link_attempt SET state = 'ABANDONED', email = NULL, ended_at = now()",
                "state IN ('AWAITING_PROOF', 'AWAITING_PIN')"));
    }

    /** Whether the attempt waits for its link; holds its row until the transaction ends. */
    Mono<Boolean> isConfirmed(UUID id) {
        return database.sql("SELECT state = 'CONFIRMED' FROM link_attempt WHERE id = :id FOR UPDATE")
                .bind("id", id)
                .mapValue(Boolean.class)
                .one();
    }

    Mono<String> refusalOf(UUID id) {
        return database.sql("SELECT refusal FROM link_attempt WHERE id = :id AND refusal IS NOT NULL")
                .bind("id", id)
                .mapValue(String.class)
                .one();
    }

    Mono<Boolean> complete(UUID id) {
        return once(database.sql("""
                        UPDATE link_attempt SET state = 'COMPLETED', email = NULL, ended_at = now()
                        WHERE id = :id AND state = 'CONFIRMED'
                        """).bind("id", id));
    }

    Mono<Boolean> refuse(UUID id, String reason) {
        return once(database.sql("""
                        UPDATE link_attempt SET state = 'REFUSED', email = NULL, ended_at = now(), refusal = :reason
                        WHERE id = :id AND state = 'CONFIRMED'
                        """).bind("id", id).bind("reason", reason));
    }

    /** The PIN that was sent stays named: no later one is ordered in its stead. */
    static final String WITHOUT_PROOF = """
            state = 'AWAITING_PROOF', proof_kind = NULL, proof_id = NULL, institution_code = NULL,
            institution_name = NULL, kvk = NULL, email = NULL, locale = NULL, pin_expires_at = NULL,
            new_pin_at = NULL, tries_left = NULL
            """;

    private GenericExecuteSpec held(LinkAttempt attempt, String update, String condition) {
        return database.sql(update + HELD + "AND " + condition)
                .bind("id", attempt.id())
                .bind("session", attempt.requireSessionId());
    }

    private GenericExecuteSpec withPin(LinkAttempt attempt, String update, String condition) {
        SentPin pin = attempt.requireProven().pin();
        return held(attempt, update, "state = 'AWAITING_PIN' AND pin_id = :pin AND " + condition)
                .bind("pin", pin.id());
    }

    private static @Nullable String text(@Nullable UUID id) {
        return id == null ? null : id.toString();
    }

    private static Mono<Boolean> once(GenericExecuteSpec update) {
        return update.fetch().rowsUpdated().map(rows -> rows == 1);
    }
}
