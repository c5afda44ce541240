// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.portaluser;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import nl.koppelpunt.account.institution.InstitutionCode;
import nl.koppelpunt.account.institution.KvkMatch;
import nl.koppelpunt.account.proof.Proof;
import nl.koppelpunt.account.proof.ProofKind;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Who may act for which institution. Two unique constraints decide who was first; look-ups only explain it. */
@Repository
class Memberships {

    private static final String COLUMNS = " id, portal_user_id, institution_code, added_at ";

    private final DatabaseClient database;
    private final MembershipProperties properties;

    Memberships(DatabaseClient database, MembershipProperties properties) {
        this.database = database;
        this.properties = properties;
    }

    Mono<Membership> findByLinkAttempt(UUID linkAttemptId) {
        return database.sql("select" + COLUMNS + "from membership where link_attempt_id = :linkAttempt")
                .bind("linkAttempt", linkAttemptId)
                .map(Memberships::read)
                .one();
    }

    Mono<Membership> find(UUID portalUserId, InstitutionCode institution) {
        return database.sql("select" + COLUMNS
                        + "from membership where portal_user_id = :portalUser and institution_code = :institution")
                .bind("portalUser", portalUserId)
                .bind("institution", institution.value())
                .map(Memberships::read)
                .one();
    }

    Mono<Boolean> isUsed(Proof proof) {
        return database.sql("select id from membership where exclusive_proof_id = :proof")
                .bind("proof", proof.id())
                .fetch()
                .one()
                .hasElement();
    }

    Mono<Membership> add(RegistrationRequest request, UUID portalUserId, InstitutionCode institution, KvkMatch kvk) {
        var proof = request.proof();
        return database.sql("""
                        insert into membership (id, portal_user_id, institution_code, proof_kind, proof_id,
                                                exclusive_proof_id, link_attempt_id, kvk_match)
                        values (:id, :portalUser, :institution, :proofKind, :proof, :exclusiveProof, :linkAttempt, :kvk)
                        returning""" + COLUMNS)
                .bind("id", UUID.randomUUID())
                .bind("portalUser", portalUserId)
                .bind("institution", institution.value())
                .bind("proofKind", proof.kind().name())
                .bind("proof", proof.id())
                .bind("exclusiveProof", isExclusive(proof) ? Parameters.in(proof.id()) : Parameters.in(UUID.class))
                .bind("linkAttempt", request.linkAttemptId())
                .bind("kvk", kvk.name())
                .map(Memberships::read)
                .one();
    }

    /** The institutions of a person that are still open, by code. */
    Flux<MemberInstitution> institutionsOf(UUID portalUserId) {
        return database.sql("""
                        select i.code, i.name, i.kind, i.board_number
                          from membership m
                          join portal_user p on p.id = m.portal_user_id and p.state = 'ACTIVE'
                          join institution i on i.code = m.institution_code and i.closed_at is null
                         where m.portal_user_id = :portalUser order by i.code
                        """)
                .bind("portalUser", portalUserId)
                .map(MemberInstitution::read)
                .all();
    }

    private boolean isExclusive(Proof proof) {
        return proof.kind() == ProofKind.ACTIVATION_CODE || properties.oneIdentityPerCredential();
    }

    private static Membership read(Readable row) {
        return new Membership(
                Objects.requireNonNull(row.get("id", UUID.class)),
                Objects.requireNonNull(row.get("portal_user_id", UUID.class)),
                new InstitutionCode(Objects.requireNonNull(row.get("institution_code", String.class))),
                Objects.requireNonNull(row.get("added_at", Instant.class)));
    }
}
