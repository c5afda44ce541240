// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.institution;

import java.util.Base64;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import nl.koppelpunt.platform.encryption.ColumnCipher;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** The representatives on record. Name and address are encrypted; their keyed indexes tell whether they changed. */
@Repository
public class Representatives {

    private static final String NAME = "authorised_representative.name";
    private static final String EMAIL = "authorised_representative.email";

    private final DatabaseClient database;
    private final ColumnCipher cipher;

    Representatives(DatabaseClient database, ColumnCipher cipher) {
        this.database = database;
        this.cipher = cipher;
    }

    public Mono<EmailAddress> emailOf(InstitutionCode code) {
        return database.sql("select email from authorised_representative where institution_code = :code")
                .bind("code", code.value())
                .map(row -> Objects.requireNonNull(row.get("email", byte[].class)))
                .one()
                .map(email -> new EmailAddress(cipher.decrypt(EMAIL, email)));
    }

    /** Encrypts on the caller's thread, so call it where computing is allowed. */
    public Sealed seal(Representative representative) {
        return new Sealed(
                representative.institution().value(),
                cipher.encrypt(NAME, representative.name()),
                cipher.blindIndex(NAME, representative.name()),
                cipher.encrypt(EMAIL, representative.email().value()),
                cipher.blindIndex(EMAIL, representative.email().value()));
    }

    /** Writes what is new or different and answers the codes of those institutions; another address is unproved again. */
    public Mono<Set<String>> upsert(List<Sealed> representatives) {
        return database.sql("""
                        insert into authorised_representative as known
                               (institution_code, name, name_index, email, email_index)
                        select code, decode(name, 'base64'), decode(name_index, 'base64'),
                               decode(email, 'base64'), decode(email_index, 'base64')
                          from unnest(:codes, :names, :nameIndexes, :emails, :emailIndexes)
                            as given (code, name, name_index, email, email_index)
                            on conflict (institution_code) do update
                           set name = excluded.name, name_index = excluded.name_index,
                               email = excluded.email, email_index = excluded.email_index, changed_at = now(),
                               proved_at = case when known.email_index = excluded.email_index then known.proved_at end
                         where (known.name_index, known.email_index)
                               is distinct from (excluded.name_index, excluded.email_index)
                        returning known.institution_code
                        """)
                .bind("codes", texts(representatives, Sealed::institutionCode))
                .bind("names", base64(representatives, Sealed::name))
                .bind("nameIndexes", base64(representatives, Sealed::nameIndex))
                .bind("emails", base64(representatives, Sealed::email))
                .bind("emailIndexes", base64(representatives, Sealed::emailIndex))
                .map(row -> Objects.requireNonNull(row.get("institution_code", String.class)))
                .all()
                .collectList()
                .map(HashSet::new);
    }

    private static String[] base64(Collection<Sealed> entries, Function<Sealed, byte[]> column) {
        return texts(entries, entry -> Base64.getEncoder().encodeToString(column.apply(entry)));
    }

    private static String[] texts(Collection<Sealed> entries, Function<Sealed, String> column) {
        return entries.stream().map(column).toArray(String[]::new);
    }

    /** A representative as the table holds him. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Sealed(String institutionCode, byte[] name, byte[] nameIndex, byte[] email, byte[] emailIndex) {}
}
