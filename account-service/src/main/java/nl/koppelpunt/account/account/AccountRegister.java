// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.account;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import nl.koppelpunt.account.institution.Changes;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Writes a whole batch of accounts; the caller brings the transaction. */
@Repository
public class AccountRegister {

    private final DatabaseClient database;

    AccountRegister(DatabaseClient database) {
        this.database = database;
    }

    /** The institutions of these that nobody registered. */
    public Mono<Set<String>> unknownInstitutions(Collection<AccountEntry> accounts) {
        return database.sql("""
                        select code from unnest(:codes) as given (code)
                         where not exists (select 1 from institution i where i.code = given.code)
                        """)
                .bind("codes", texts(accounts, entry -> entry.institution().value()))
                .map(row -> Objects.requireNonNull(row.get("code", String.class)))
                .all()
                .collect(Collectors.toSet());
    }

    /** The institutions of these whose username belongs to another institution that the batch does not name. */
    public Mono<Set<String>> takenUsernames(Collection<AccountEntry> accounts) {
        return database.sql("""
                        select given.code from unnest(:codes, :usernames) as given (code, username)
                          join account a on lower(a.username) = lower(given.username)
                         where a.institution_code <> given.code and a.institution_code <> all (:codes)
                        """)
                .bind("codes", texts(accounts, entry -> entry.institution().value()))
                .bind("usernames", texts(accounts, AccountEntry::username))
                .map(row -> Objects.requireNonNull(row.get("code", String.class)))
                .all()
                .collect(Collectors.toSet());
    }

    /** A password that was set here is newer than any imported one and stays. State and use are never imported. */
    public Mono<Changes> upsert(List<AccountEntry> accounts) {
        return releaseUsernames(accounts)
                .thenMany(written(accounts))
                .collectList()
                .map(rows -> new Changes(codes(rows, true), codes(rows, false)));
    }

    /** Institutions of one batch may swap usernames; the unique index would meet them one at a time. */
    private Mono<Long> releaseUsernames(List<AccountEntry> accounts) {
        return database.sql("""
                        update account a set username = a.id::text, changed_at = now()
                          from unnest(:codes, :usernames) as given (code, username)
                         where a.institution_code = given.code and a.username <> given.username
                        """)
                .bind("codes", texts(accounts, entry -> entry.institution().value()))
                .bind("usernames", texts(accounts, AccountEntry::username))
                .fetch()
                .rowsUpdated();
    }

    private Flux<Row> written(List<AccountEntry> accounts) {
        return database.sql("""
                        insert into account as known (id, institution_code, username, password_hash)
                        select id, code, username, password_hash
                          from unnest(:ids, :codes, :usernames, :hashes) as given (id, code, username, password_hash)
                            on conflict (institution_code) do update
                           set username = excluded.username, changed_at = now(),
                               password_hash = case when starts_with(known.password_hash, '$argon2id$')
                                                    then known.password_hash else excluded.password_hash end
                         where known.username <> excluded.username
                            or (known.password_hash <> excluded.password_hash
                                and not starts_with(known.password_hash, '$argon2id$'))
                        returning known.institution_code, known.xmax = 0 as added
                        """)
                .bind("ids", accounts.stream().map(entry -> UUID.randomUUID()).toArray(UUID[]::new))
                .bind("codes", texts(accounts, entry -> entry.institution().value()))
                .bind("usernames", texts(accounts, AccountEntry::username))
                .bind("hashes", texts(accounts, entry -> entry.passwordHash().value()))
                .map(row -> new Row(
                        Objects.requireNonNull(row.get("institution_code", String.class)),
                        Boolean.TRUE.equals(row.get("added", Boolean.class))))
                .all();
    }

    private static Set<String> codes(List<Row> rows, boolean added) {
        return rows.stream().filter(row -> row.added() == added).map(Row::code).collect(Collectors.toSet());
    }

    private static String[] texts(Collection<AccountEntry> entries, Function<AccountEntry, String> column) {
        return entries.stream().map(column).toArray(String[]::new);
    }

    private record Row(String code, boolean added) {}
}
