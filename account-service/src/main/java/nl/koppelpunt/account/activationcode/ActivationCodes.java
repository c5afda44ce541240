// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.activationcode;

import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Objects;
import java.util.UUID;
import nl.koppelpunt.account.institution.InstitutionCode;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

@Repository
public class ActivationCodes {

    private final DatabaseClient database;
    private final CodeKeys keys;

    ActivationCodes(DatabaseClient database, CodeKeys keys) {
        this.database = database;
        this.keys = keys;
    }

    public Mono<ActivationCode> find(RawActivationCode code) {
        var macs = keys.macs(code).stream()
                .map(mac -> Base64.getEncoder().encodeToString(mac.value()))
                .toArray(String[]::new);
        return database.sql("""
                        select id, institution_code,
                               case when redeemed_at is not null then 'REDEEMED'
                                    when withdrawn_at is not null or expires_at <= now() then 'ENDED'
                                    else 'OPEN' end as state
                          from activation_code
                         where mac in (select decode(m, 'base64') from unnest(:macs) as given (m))
                        """).bind("macs", macs).map(ActivationCodes::read).one();
    }

    /** Ends the open code of the institution, if there is one. */
    Mono<Long> withdrawOpen(InstitutionCode institution) {
        return database.sql("""
                        update activation_code set withdrawn_at = now()
                         where institution_code = :institution and withdrawn_at is null and redeemed_at is null
                        """)
                .bind("institution", institution.value())
                .fetch()
                .rowsUpdated();
    }

    Mono<IssuedCode> add(InstitutionCode institution, RawActivationCode code, Duration validity, String issuedBy) {
        var mac = keys.mac(code);
        return database.sql("""
                        insert into activation_code (id, institution_code, key_id, mac, issued_by, expires_at)
                        values (:id, :institution, :key, :mac, :issuedBy, now() + make_interval(secs => :validity))
                        returning id, issued_at, expires_at
                        """)
                .bind("id", UUID.randomUUID())
                .bind("institution", institution.value())
                .bind("key", mac.keyId())
                .bind("mac", mac.value())
                .bind("issuedBy", issuedBy)
                .bind("validity", (double) validity.toSeconds())
                .map(row -> new IssuedCode(
                        Objects.requireNonNull(row.get("id", UUID.class)),
                        code,
                        Objects.requireNonNull(row.get("issued_at", Instant.class)),
                        Objects.requireNonNull(row.get("expires_at", Instant.class))))
                .one();
    }

    private static ActivationCode read(Readable row) {
        return new ActivationCode(
                Objects.requireNonNull(row.get("id", UUID.class)),
                new InstitutionCode(Objects.requireNonNull(row.get("institution_code", String.class))),
                ActivationCode.State.valueOf(Objects.requireNonNull(row.get("state", String.class))));
    }

    record IssuedCode(UUID id, RawActivationCode code, Instant issuedAt, Instant expiresAt) {}
}
