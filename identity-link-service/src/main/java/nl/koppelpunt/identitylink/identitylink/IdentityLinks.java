// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.identitylink;

import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import java.util.UUID;
import nl.koppelpunt.platform.encryption.ColumnCipher;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
public class IdentityLinks {

    private static final String ACTING_VALUE = "identity_link.acting_value";

    private final DatabaseClient database;
    private final ColumnCipher cipher;
    private final IdentityIndex index;

    IdentityLinks(DatabaseClient database, ColumnCipher cipher, IdentityIndex index) {
        this.database = database;
        this.cipher = cipher;
        this.index = index;
    }

    public Mono<IdentityLink> findActive(IdentityKey identity) {
        return database.sql("""
                        SELECT id, portal_user_id, establishment FROM identity_link
                        WHERE identity_index IN (:indexes) AND ended_at IS NULL
                        """)
                .bind("indexes", index.anyOf(identity))
                .mapProperties(IdentityLink.class)
                .one();
    }

    /** The new link; empty where the identity has one already. */
    public Mono<IdentityLink> add(
            IdentityKey identity, Authorisation authorisation, UUID portalUserId, UUID linkAttemptId) {
        var link = new IdentityLink(UUID.randomUUID(), portalUserId, authorisation.establishment());
        // The look-up also sees a link whose index was made under an older key; the constraint decides all other races.
        return database.sql("""
                        INSERT INTO identity_link (id, identity_index, broker, legal_type, legal_value, acting_type,
                            acting_value, portal_user_id, link_attempt_id, establishment, intermediary_type, intermediary_value)
                        SELECT :id, :index, :broker, :legalType, :legalValue, :actingType, :actingValue, :portalUserId,
                            :linkAttemptId, :establishment, :intermediaryType, :intermediaryValue
                        WHERE NOT EXISTS (SELECT FROM identity_link
                            WHERE identity_index IN (:indexes) AND ended_at IS NULL)
                        ON CONFLICT (identity_index) WHERE ended_at IS NULL DO NOTHING
                        """)
                .bind("id", link.id())
                .bind("index", index.of(identity))
                .bind("indexes", index.anyOf(identity))
                .bind("broker", identity.broker())
                .bind("legalType", identity.legalType())
                .bind("legalValue", identity.legalValue())
                .bind("actingType", identity.actingType())
                .bind("actingValue", cipher.encrypt(ACTING_VALUE, identity.actingValue()))
                .bind("portalUserId", portalUserId)
                .bind("linkAttemptId", linkAttemptId)
                .bind("establishment", text(authorisation.establishment()))
                .bind("intermediaryType", text(authorisation.intermediaryType()))
                .bind("intermediaryValue", text(authorisation.intermediaryValue()))
                .fetch()
                .rowsUpdated()
                .filter(added -> added == 1)
                .map(_ -> link);
    }

    private static Parameter text(@Nullable String value) {
        return Parameters.in(R2dbcType.VARCHAR, value);
    }
}
