// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.linkattempt;

import java.time.Duration;
import nl.koppelpunt.identitylink.identitylink.IdentityIndex;
import nl.koppelpunt.identitylink.identitylink.IdentityKey;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * How many wrong proofs an identity may give. It counts by identity and not by account, so that nobody can keep the
 * account of another locked, and over all attempts and replicas, so that beginning again gives nothing back.
 */
@Component
class WrongProofs {

    /** The row that counts already, under whichever key: a new key must not begin the count anew. */
    private static final String COUNTING = """
            (SELECT identity_index FROM wrong_proof WHERE identity_index IN (:indexes)
                ORDER BY counted_since DESC LIMIT 1)
            """;

    private final DatabaseClient database;
    private final IdentityIndex index;
    private final LinkAttemptProperties properties;

    WrongProofs(DatabaseClient database, IdentityIndex index, LinkAttemptProperties properties) {
        this.database = database;
        this.index = index;
        this.properties = properties;
    }

    /** Counts a proof as wrong before it is checked: parallel guesses, or a crash, must not go uncounted. */
    Mono<Void> spend(IdentityKey identity) {
        return database.sql("""
                        INSERT INTO wrong_proof AS w (identity_index) VALUES (coalesce(%s, :index))
                        ON CONFLICT (identity_index) DO UPDATE SET
                            proofs = CASE WHEN w.counted_since <= now() - make_interval(secs => :window)
                                THEN 1 ELSE w.proofs + 1 END,
                            counted_since = CASE WHEN w.counted_since <= now() - make_interval(secs => :window)
                                THEN now() ELSE w.counted_since END
                        WHERE w.proofs < :limit OR w.counted_since <= now() - make_interval(secs => :window)
                        """.formatted(COUNTING))
                .bind("index", index.of(identity))
                .bind("indexes", index.anyOf(identity))
                .bind("window", window())
                .bind("limit", properties.wrongProofs())
                .fetch()
                .rowsUpdated()
                .flatMap(counted -> counted == 1 ? Mono.<Void>empty() : refuse(identity));
    }

    /** Takes back what a right proof, or one nobody could check, was counted for. */
    Mono<Void> giveBack(IdentityKey identity) {
        return database.sql(
                        "UPDATE wrong_proof SET proofs = proofs - 1 WHERE proofs > 0 AND identity_index = " + COUNTING)
                .bind("indexes", index.anyOf(identity))
                .fetch()
                .rowsUpdated()
                .then();
    }

    Mono<Void> forgetOld() {
        return database.sql("DELETE FROM wrong_proof WHERE counted_since <= now() - make_interval(secs => :window)")
                .bind("window", window())
                .fetch()
                .rowsUpdated()
                .then();
    }

    private Mono<Void> refuse(IdentityKey identity) {
        return database.sql("""
                        SELECT ceil(extract(epoch FROM counted_since - now()) + :window)::bigint FROM wrong_proof
                        WHERE identity_index =
                        """ + COUNTING)
                .bind("indexes", index.anyOf(identity))
                .bind("window", window())
                .mapValue(Long.class)
                .one()
                .defaultIfEmpty(1L)
                .flatMap(seconds -> Mono.error(() -> LinkProblems.tooManyAttempts(Duration.ofSeconds(seconds))));
    }

    private long window() {
        return properties.wrongProofWindow().toSeconds();
    }
}
