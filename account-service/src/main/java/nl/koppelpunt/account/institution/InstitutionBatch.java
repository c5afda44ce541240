// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.institution;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** One statement for a whole batch; only what is new or different is written and comes back. */
@Repository
class InstitutionBatch {

    /** {@code xmax} is 0 on a row version this statement inserted. */
    private static final String RETURNING =
            " returning known.code, known.kind, known.name, known.board_number, known.changed_at, known.xmax = 0 as added";

    private final DatabaseClient database;

    InstitutionBatch(DatabaseClient database) {
        this.database = database;
    }

    Mono<List<Row>> upsertBoards(Collection<BoardEntry> boards) {
        return database.sql("""
                        insert into institution as known (code, kind, name, kvk_number)
                        select code, 'BOARD', name, kvk_number
                          from unnest(:codes, :names, :kvkNumbers) as given (code, name, kvk_number)
                            on conflict (code) do update
                           set name = excluded.name, kvk_number = excluded.kvk_number, changed_at = now()
                         where (known.name, known.kvk_number) is distinct from (excluded.name, excluded.kvk_number)
                        """ + RETURNING)
                .bind("codes", texts(boards, entry -> entry.number().value()))
                .bind("names", texts(boards, BoardEntry::name))
                .bind("kvkNumbers", texts(boards, InstitutionBatch::kvkNumber))
                .map(InstitutionBatch::read)
                .all()
                .collectList();
    }

    Mono<List<Row>> addMissingBoards(Collection<InstitutionCode> numbers) {
        return database.sql("""
                        insert into institution as known (code, kind, name)
                        select code, 'BOARD', 'Bestuur ' || code from unnest(:codes) as given (code)
                            on conflict (code) do nothing
                        """ + RETURNING)
                .bind("codes", texts(numbers, InstitutionCode::value))
                .map(InstitutionBatch::read)
                .all()
                .collectList();
    }

    Mono<List<Row>> upsertSchools(Collection<LocationEntry> schools) {
        return database.sql("""
                        insert into institution as known (code, kind, name, board_number)
                        select code, 'SCHOOL', name, board_number
                          from unnest(:codes, :names, :boards) as given (code, name, board_number)
                            on conflict (code) do update
                           set name = excluded.name, board_number = excluded.board_number, changed_at = now()
                         where (known.name, known.board_number) is distinct from (excluded.name, excluded.board_number)
                        """ + RETURNING)
                .bind(
                        "codes",
                        texts(schools, entry -> entry.code().institution().value()))
                .bind("names", texts(schools, LocationEntry::name))
                .bind("boards", texts(schools, entry -> entry.boardNumber().value()))
                .map(InstitutionBatch::read)
                .all()
                .collectList();
    }

    Mono<Changes> upsertLocations(Collection<LocationEntry> locations) {
        return database.sql("""
                        insert into institution_location as known (code, institution_code, name)
                        select code, left(code, 4), name from unnest(:codes, :names) as given (code, name)
                            on conflict (code) do update set name = excluded.name
                         where known.name is distinct from excluded.name
                        returning known.code, 'SCHOOL' as kind, known.name, null as board_number,
                                  now() as changed_at, known.xmax = 0 as added
                        """)
                .bind("codes", texts(locations, entry -> entry.code().value()))
                .bind("names", texts(locations, LocationEntry::name))
                .map(InstitutionBatch::read)
                .all()
                .collectList()
                .map(InstitutionRegister::changes);
    }

    private static @Nullable String kvkNumber(BoardEntry board) {
        return Optional.ofNullable(board.kvkNumber()).map(KvkNumber::value).orElse(null);
    }

    private static <T> String[] texts(Collection<T> entries, Function<T, @Nullable String> column) {
        return entries.stream().map(column).toArray(String[]::new);
    }

    private static Row read(Readable row) {
        return new Row(
                text(row, "code"),
                InstitutionKind.valueOf(text(row, "kind")),
                text(row, "name"),
                row.get("board_number", String.class),
                Objects.requireNonNull(row.get("changed_at", Instant.class)),
                Boolean.TRUE.equals(row.get("added", Boolean.class)));
    }

    private static String text(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class));
    }

    record Row(
            String code,
            InstitutionKind kind,
            String name,
            @Nullable String boardNumber,
            Instant at,
            boolean added) {}
}
