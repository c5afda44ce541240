// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.portaluser;

import io.r2dbc.spi.Readable;
import java.util.Objects;
import java.util.UUID;
import nl.koppelpunt.account.institution.InstitutionCode;
import nl.koppelpunt.account.proof.Proof;
import nl.koppelpunt.account.proof.ProofKind;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** The accounts and codes somebody proved with, from the side of using them up. */
@Repository
class Proofs {

    private static final String ACCOUNT = """
            select institution_code, case state when 'BLOCKED' then 'BLOCKED' else 'OPEN' end as state
              from account where id = :id
            """;

    private static final String ACTIVATION_CODE = """
            select institution_code,
                   case when redeemed_at is not null then 'USED'
                        when withdrawn_at is not null or expires_at <= now() then 'BLOCKED'
                        else 'OPEN' end as state
              from activation_code where id = :id
            """;

    private final DatabaseClient database;

    Proofs(DatabaseClient database) {
        this.database = database;
    }

    Mono<HeldProof> find(Proof proof) {
        return read(proof, "");
    }

    /** Everyone with the same proof queues here, so that each hears a plain answer; the constraints stand behind it. */
    Mono<HeldProof> hold(Proof proof) {
        return read(proof, " for update");
    }

    /** Uses up a code; false when it is no longer open. An account is used up by its membership alone. */
    Mono<Boolean> redeemCode(Proof proof, UUID portalUserId, UUID linkAttemptId) {
        return database.sql("""
                        update activation_code
                           set redeemed_at = now(), redeemed_by = :portalUser, redeemed_link_attempt = :linkAttempt
                         where id = :id and redeemed_at is null and withdrawn_at is null and expires_at > now()
                        """)
                .bind("id", proof.id())
                .bind("portalUser", portalUserId)
                .bind("linkAttempt", linkAttemptId)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    private Mono<HeldProof> read(Proof proof, String lock) {
        return database.sql((proof.kind() == ProofKind.ACCOUNT ? ACCOUNT : ACTIVATION_CODE) + lock)
                .bind("id", proof.id())
                .map(Proofs::read)
                .one();
    }

    private static HeldProof read(Readable row) {
        return new HeldProof(
                new InstitutionCode(Objects.requireNonNull(row.get("institution_code", String.class))),
                State.valueOf(Objects.requireNonNull(row.get("state", String.class))));
    }

    record HeldProof(InstitutionCode institution, State state) {}

    enum State {
        OPEN,
        USED,
        BLOCKED
    }
}
