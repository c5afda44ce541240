// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.portaluser;

import java.util.Objects;
import java.util.UUID;
import nl.koppelpunt.account.institution.EmailAddress;
import nl.koppelpunt.platform.encryption.ColumnCipher;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

@Repository
class PortalUsers {

    static final String EMAIL = "portal_user.email";

    private final DatabaseClient database;
    private final ColumnCipher cipher;

    PortalUsers(DatabaseClient database, ColumnCipher cipher) {
        this.database = database;
        this.cipher = cipher;
    }

    Mono<Void> add(UUID id, EmailAddress email, String locale) {
        return database.sql("""
                        insert into portal_user (id, email, email_index, locale)
                        values (:id, :email, :emailIndex, :locale)
                        """)
                .bind("id", id)
                .bind("email", cipher.encrypt(EMAIL, email.value()))
                .bind("emailIndex", cipher.blindIndex(EMAIL, email.value()))
                .bind("locale", locale)
                .then();
    }

    Mono<EmailAddress> emailOf(UUID id) {
        return database.sql("select email from portal_user where id = :id")
                .bind("id", id)
                .map(row -> Objects.requireNonNull(row.get("email", byte[].class)))
                .one()
                .map(email -> new EmailAddress(cipher.decrypt(EMAIL, email)));
    }

    /** Whether this person exists and is not blocked, and stays so until the caller's transaction ends. */
    Mono<Boolean> holdActive(UUID id) {
        return database.sql("select id from portal_user where id = :id and state = 'ACTIVE' for share")
                .bind("id", id)
                .fetch()
                .one()
                .hasElement();
    }
}
