// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.institution;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import nl.koppelpunt.account.institution.InstitutionBatch.Row;
import nl.koppelpunt.event.AccountEvent.InstitutionChanged;
import nl.koppelpunt.event.AccountEvent.InstitutionRegistered;
import nl.koppelpunt.event.KoppelpuntEvent;
import nl.koppelpunt.platform.outbox.Outbox;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Writes whole batches of institutions and publishes what changed; the caller brings the transaction. */
@Component
public class InstitutionRegister {

    private final InstitutionBatch batch;
    private final Outbox outbox;

    InstitutionRegister(InstitutionBatch batch, Outbox outbox) {
        this.batch = batch;
        this.outbox = outbox;
    }

    public Mono<Changes> registerBoards(Collection<BoardEntry> boards) {
        return batch.upsertBoards(boards).flatMap(this::published);
    }

    /** Boards that are not known yet get their number for a name until a list of boards names them. */
    public Mono<Changes> registerLocations(Collection<LocationEntry> locations) {
        return batch.addMissingBoards(boardsOf(locations))
                .flatMap(this::published)
                .then(batch.upsertSchools(schoolsOf(locations)))
                .flatMap(this::published)
                .flatMap(schools -> batch.upsertLocations(locations).map(own -> perLocation(locations, schools, own)));
    }

    private Mono<Changes> published(List<Row> rows) {
        return Flux.fromIterable(rows)
                .map(InstitutionRegister::event)
                .concatMap(outbox::append)
                .then(Mono.fromSupplier(() -> changes(rows)));
    }

    private static KoppelpuntEvent event(Row row) {
        return row.added()
                ? new InstitutionRegistered(row.code(), row.kind().label(), row.name(), row.boardNumber(), row.at())
                : new InstitutionChanged(row.code(), row.name(), row.boardNumber(), row.at());
    }

    static Changes changes(List<Row> rows) {
        return new Changes(codes(rows, true), codes(rows, false));
    }

    private static Set<String> codes(List<Row> rows, boolean added) {
        return rows.stream().filter(row -> row.added() == added).map(Row::code).collect(Collectors.toSet());
    }

    private static Set<InstitutionCode> boardsOf(Collection<LocationEntry> locations) {
        return locations.stream().map(LocationEntry::boardNumber).collect(Collectors.toSet());
    }

    /** A school carries the name of its main location, else of its lowest-numbered one. */
    private static Collection<LocationEntry> schoolsOf(Collection<LocationEntry> locations) {
        return locations.stream()
                .sorted(Comparator.comparing(entry -> entry.code().value()))
                .collect(Collectors.toMap(
                        entry -> entry.code().institution(), Function.identity(), (first, later) -> first))
                .values();
    }

    /** A location counts as changed too when its school went to another board or got another name. */
    private static Changes perLocation(Collection<LocationEntry> locations, Changes schools, Changes own) {
        var changed = new HashSet<>(own.changed());
        locations.stream()
                .filter(entry ->
                        schools.changed().contains(entry.code().institution().value()))
                .map(entry -> entry.code().value())
                .filter(code -> !own.added().contains(code))
                .forEach(changed::add);
        return new Changes(own.added(), changed);
    }
}
