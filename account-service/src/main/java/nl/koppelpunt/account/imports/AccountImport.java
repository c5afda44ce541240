// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.imports;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import nl.koppelpunt.account.account.AccountEntry;
import nl.koppelpunt.account.account.AccountRegister;
import nl.koppelpunt.account.account.PasswordHash;
import nl.koppelpunt.account.imports.AccountImport.Imported;
import nl.koppelpunt.account.institution.Changes;
import nl.koppelpunt.account.institution.EmailAddress;
import nl.koppelpunt.account.institution.InstitutionCode;
import nl.koppelpunt.account.institution.Representative;
import nl.koppelpunt.account.institution.Representatives;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Accounts of the old system with the representative on record. No link, session or state comes with them. */
@Component
class AccountImport implements FileImport<Imported> {

    private static final String USERNAME = "username";
    private static final String HASH = "passwordHash";
    private static final String INSTITUTION = "institutionCode";
    private static final String NAME = "representativeName";
    private static final String EMAIL = "representativeEmail";
    private static final int LONGEST_USERNAME = 200;

    private final AccountRegister accounts;
    private final Representatives representatives;

    AccountImport(AccountRegister accounts, Representatives representatives) {
        this.accounts = accounts;
        this.representatives = representatives;
    }

    @Override
    public ImportKind kind() {
        return ImportKind.ACCOUNTS;
    }

    @Override
    public Rows<Imported> read(CsvTable table) {
        return Rows.read(table, Set.of(USERNAME, HASH, INSTITUTION, NAME, EMAIL), this::entry)
                .refusing(new Repetition<>(it -> it.code(), "This institution has an account in an earlier row"))
                .refusing(new Repetition<>(
                        it -> it.account().username().toLowerCase(Locale.ROOT),
                        "This username belongs to an earlier row"));
    }

    @Override
    public Mono<ImportOutcome> write(Rows<Imported> rows) {
        var entries = rows.values().stream().map(Imported::account).toList();
        return accounts.unknownInstitutions(entries)
                .flatMap(unknown -> accounts.takenUsernames(entries).map(taken -> checked(rows, unknown, taken)))
                .flatMap(checked -> checked.errors().isEmpty() ? write(checked, entries) : refused(checked));
    }

    private Mono<ImportOutcome> write(Rows<Imported> rows, List<AccountEntry> entries) {
        var encrypted = rows.values().stream()
                .map(Imported::representative)
                .filter(Objects::nonNull)
                .toList();
        return accounts.upsert(entries)
                .flatMap(changes -> representatives.upsert(encrypted).map(others -> merged(changes, others)))
                .map(changes -> BoardImport.applied(rows, changes));
    }

    private static Rows<Imported> checked(Rows<Imported> rows, Set<String> unknown, Set<String> taken) {
        return rows.refusing(it -> says(unknown.contains(it.code()), "No institution has this code"))
                .refusing(it -> says(taken.contains(it.code()), "This username belongs to another institution"));
    }

    private static Optional<String> says(boolean refused, String message) {
        return refused ? Optional.of(message) : Optional.empty();
    }

    private static Mono<ImportOutcome> refused(Rows<Imported> rows) {
        return Mono.just(new ImportOutcome.Refused(rows.entries().size(), rows.errors()));
    }

    /** An account whose representative is new or another counts as changed, unless it is new itself. */
    private static Changes merged(Changes accounts, Set<String> representatives) {
        var changed = new HashSet<>(accounts.changed());
        changed.addAll(representatives);
        changed.removeAll(accounts.added());
        return new Changes(accounts.added(), changed);
    }

    private Imported entry(CsvRow row) {
        var institution = row.required(INSTITUTION, InstitutionCode::new);
        var username = row.required(USERNAME);
        if (username.length() > LONGEST_USERNAME) {
            throw new RowException("'" + USERNAME + "' is too long");
        }
        if (!PasswordHash.isImportable(row.required(HASH))) {
            throw new RowException("'" + HASH + "' is not a bcrypt hash with a cost of 4 to 14");
        }
        return new Imported(
                new AccountEntry(institution, username, new PasswordHash(row.required(HASH))),
                representative(institution, row));
    }

    private Representatives.@Nullable Sealed representative(InstitutionCode institution, CsvRow row) {
        if (row.optional(EMAIL).isEmpty() && row.optional(NAME).isEmpty()) {
            return null;
        }
        var email = row.required(EMAIL, EmailAddress::new);
        return representatives.seal(new Representative(institution, row.optional(NAME), email));
    }

    record Imported(AccountEntry account, Representatives.@Nullable Sealed representative) {

        String code() {
            return account.institution().value();
        }
    }
}
