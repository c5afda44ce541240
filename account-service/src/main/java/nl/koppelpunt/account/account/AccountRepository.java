// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.account;

import io.r2dbc.spi.Readable;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import nl.koppelpunt.account.institution.InstitutionCode;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

@Repository
public class AccountRepository {

    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private final DatabaseClient database;

    AccountRepository(DatabaseClient database) {
        this.database = database;
    }

    /** Upper and lower case are one in a username; nobody's username holds a control character. */
    public Mono<Account> findByUsername(String typed) {
        if (CONTROL.matcher(typed).find()) {
            return Mono.empty();
        }
        return database.sql("""
                        select id, institution_code, password_hash, state = 'BLOCKED' as blocked,
                               exists (select 1 from membership m where m.exclusive_proof_id = account.id) as used
                          from account where lower(username) = lower(:username)
                        """)
                .bind("username", typed.strip())
                .map(AccountRepository::read)
                .one();
    }

    private static Account read(Readable row) {
        return new Account(
                Objects.requireNonNull(row.get("id", UUID.class)),
                new InstitutionCode(Objects.requireNonNull(row.get("institution_code", String.class))),
                new PasswordHash(Objects.requireNonNull(row.get("password_hash", String.class))),
                Boolean.TRUE.equals(row.get("blocked", Boolean.class)),
                Boolean.TRUE.equals(row.get("used", Boolean.class)));
    }
}
