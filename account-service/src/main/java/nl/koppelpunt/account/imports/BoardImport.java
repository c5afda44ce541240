// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.imports;

import java.util.Set;
import nl.koppelpunt.account.institution.BoardEntry;
import nl.koppelpunt.account.institution.Changes;
import nl.koppelpunt.account.institution.InstitutionCode;
import nl.koppelpunt.account.institution.InstitutionKind;
import nl.koppelpunt.account.institution.InstitutionRegister;
import nl.koppelpunt.account.institution.KvkNumber;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Boards with their name and KvK number, in our own columns or in those of DUO's list of boards. */
@Component
class BoardImport implements FileImport<BoardEntry> {

    private static final Columns OWN = new Columns("boardNumber", "name", "kvkNumber");
    private static final Columns DUO = new Columns("BEVOEGD GEZAG NUMMER", "BEVOEGD GEZAG NAAM", "KVK-NUMMER");

    private final InstitutionRegister register;

    BoardImport(InstitutionRegister register) {
        this.register = register;
    }

    @Override
    public ImportKind kind() {
        return ImportKind.BOARDS;
    }

    @Override
    public Rows<BoardEntry> read(CsvTable table) {
        var columns = table.columns().contains(DUO.number()) ? DUO : OWN;
        return Rows.read(table, columns.all(), columns::read)
                .refusing(new Repetition<>(entry -> entry.number().value(), "This board stands in the file twice"));
    }

    @Override
    public Mono<ImportOutcome> write(Rows<BoardEntry> rows) {
        return register.registerBoards(rows.values()).map(changes -> applied(rows, changes));
    }

    static ImportOutcome applied(Rows<?> rows, Changes changes) {
        return new ImportOutcome.Applied(
                rows.entries().size(), changes.added().size(), changes.changed().size());
    }

    private record Columns(String number, String name, String kvkNumber) {

        Set<String> all() {
            return Set.of(number, name, kvkNumber);
        }

        BoardEntry read(CsvRow row) {
            return new BoardEntry(row.required(number, BoardNumbers::of), row.required(name), kvk(row));
        }

        private @Nullable KvkNumber kvk(CsvRow row) {
            var value = row.optional(kvkNumber);
            return value.isEmpty() ? null : CsvRow.read(kvkNumber, value, KvkNumber::padded);
        }
    }

    /** An institution code that must be a board's. */
    static final class BoardNumbers {

        private BoardNumbers() {}

        static InstitutionCode of(String value) {
            var code = new InstitutionCode(value);
            if (code.kind() != InstitutionKind.BOARD) {
                throw new IllegalArgumentException("A board number is five digits");
            }
            return code;
        }
    }
}
