// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.identitylink;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Makes what happens to one identity happen one at a time, until the transaction ends. Without it a login could look for
 * a link just before another request makes that link, and begin a new attempt beside it.
 */
@Component
public class IdentityLock {

    private final DatabaseClient database;

    IdentityLock(DatabaseClient database) {
        this.database = database;
    }

    public Mono<Void> hold(IdentityKey identity) {
        return database.sql("SELECT pg_advisory_xact_lock(:lock)")
                .bind("lock", number(identity))
                .fetch()
                .one()
                .then();
    }

    private static long number(IdentityKey identity) {
        try {
            var digest = MessageDigest.getInstance("SHA-256")
                    .digest(identity.canonical().getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
