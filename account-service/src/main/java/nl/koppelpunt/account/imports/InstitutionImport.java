// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.imports;

import java.util.HashMap;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import nl.koppelpunt.account.institution.InstitutionCode;
import nl.koppelpunt.account.institution.InstitutionRegister;
import nl.koppelpunt.account.institution.LocationCode;
import nl.koppelpunt.account.institution.LocationEntry;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** DUO's monthly file of school locations; a row is a location, a school is what its locations share. */
@Component
class InstitutionImport implements FileImport<LocationEntry> {

    private static final String BOARD = "BEVOEGD GEZAG NUMMER";
    private static final String SCHOOL = "INSTELLINGSCODE";
    private static final String LOCATION = "VESTIGINGSCODE";
    private static final String NAME = "VESTIGINGSNAAM";

    private final InstitutionRegister register;

    InstitutionImport(InstitutionRegister register) {
        this.register = register;
    }

    @Override
    public ImportKind kind() {
        return ImportKind.INSTITUTIONS;
    }

    @Override
    public Rows<LocationEntry> read(CsvTable table) {
        return Rows.read(table, Set.of(BOARD, SCHOOL, LOCATION, NAME), InstitutionImport::entry)
                .refusing(new Repetition<>(entry -> entry.code().value(), "This location stands in the file twice"))
                .refusing(oneBoardPerSchool());
    }

    @Override
    public Mono<ImportOutcome> write(Rows<LocationEntry> rows) {
        return register.registerLocations(rows.values()).map(changes -> BoardImport.applied(rows, changes));
    }

    private static LocationEntry entry(CsvRow row) {
        var location = row.required(LOCATION, LocationCode::new);
        if (!location.institution().value().equals(row.required(SCHOOL))) {
            throw new RowException("'" + LOCATION + "' does not begin with '" + SCHOOL + "'");
        }
        return new LocationEntry(location, row.required(NAME), row.required(BOARD, BoardImport.BoardNumbers::of));
    }

    private static Function<LocationEntry, Optional<String>> oneBoardPerSchool() {
        var boards = new HashMap<InstitutionCode, InstitutionCode>();
        return entry -> {
            var first = boards.putIfAbsent(entry.code().institution(), entry.boardNumber());
            return first == null || first.equals(entry.boardNumber())
                    ? Optional.empty()
                    : Optional.of("This school has another board in an earlier row");
        };
    }
}
