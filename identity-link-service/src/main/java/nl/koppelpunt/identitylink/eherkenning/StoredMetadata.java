// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

@Repository
class StoredMetadata implements MetadataArchive {

    private final DatabaseClient database;

    StoredMetadata(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Void> keep(String broker, byte[] document) {
        return database.sql("""
                        insert into broker_metadata as kept (broker, document) values (:broker, :document)
                        on conflict (broker) do update set document = excluded.document, read_at = now()
                        where kept.document <> excluded.document""")
                .bind("broker", broker)
                .bind("document", document)
                .then();
    }

    @Override
    public Mono<byte[]> find(String broker) {
        return database.sql("select document from broker_metadata where broker = :broker")
                .bind("broker", broker)
                .mapValue(byte[].class)
                .one();
    }
}
