// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** What was used and may not be used again, on any replica and after any restart. */
@Repository
class ReplayLedger {

    // Identifiers are unique for at least twelve months in this scheme; a hash of one says nothing about anybody.
    private static final String INSERT = """
            insert into replay_ledger (kind, id_hash, expires_at)
            values (:kind, :id, now() + interval '400 days') on conflict do nothing""";

    private final DatabaseClient database;

    ReplayLedger(DatabaseClient database) {
        this.database = database;
    }

    Mono<Void> useArtifact(Artifact artifact) {
        return use("artifact", artifact.encoded(), Refusal.ARTIFACT_REPLAYED);
    }

    Mono<Void> useMessages(ProvedLogin login) {
        String broker = login.identity().brokerEntityId() + "\n";
        return use("response", broker + login.responseId(), Refusal.MESSAGE_REPLAYED)
                .then(use("assertion", broker + login.assertionId(), Refusal.MESSAGE_REPLAYED));
    }

    private Mono<Void> use(String kind, String id, Refusal refusal) {
        return database.sql(INSERT)
                .bind("kind", kind)
                .bind("id", Hashes.sha256(id))
                .fetch()
                .rowsUpdated()
                .filter(rows -> rows == 1)
                .switchIfEmpty(Mono.error(() -> new RefusedException(refusal)))
                .then();
    }
}
