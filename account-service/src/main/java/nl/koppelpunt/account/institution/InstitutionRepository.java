// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.institution;

import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads institutions, each with the board that answers for it. */
@Repository
public class InstitutionRepository {

    private static final String SELECT = """
            select i.code, i.kind, i.name, i.board_number, b.name as board_name,
                   coalesce(i.kvk_number, b.kvk_number) as kvk_number, i.closed_at is not null as closed
              from institution i left join institution b on b.code = i.board_number
            """;

    private final DatabaseClient database;

    InstitutionRepository(DatabaseClient database) {
        this.database = database;
    }

    public Mono<Institution> find(InstitutionCode code) {
        return database.sql(SELECT + " where i.code = :code")
                .bind("code", code.value())
                .map(InstitutionRepository::read)
                .one();
    }

    /** Holds the institution as it is until the caller's transaction ends: it cannot be closed meanwhile. */
    public Mono<Institution> findAndHold(InstitutionCode code) {
        return database.sql(SELECT + " where i.code = :code for share of i")
                .bind("code", code.value())
                .map(InstitutionRepository::read)
                .one();
    }

    /** As {@link #findAndHold}, and one caller at a time. */
    public Mono<Institution> findAndHoldAlone(InstitutionCode code) {
        return database.sql(SELECT + " where i.code = :code for no key update of i")
                .bind("code", code.value())
                .map(InstitutionRepository::read)
                .one();
    }

    Flux<Institution> search(String query, String after, int limit) {
        return database.sql(SELECT + """
                         where i.code > :after
                           and (starts_with(i.code, upper(:query)) or strpos(lower(i.name), lower(:query)) > 0)
                         order by i.code limit :limit
                        """)
                .bind("query", query)
                .bind("after", after)
                .bind("limit", limit)
                .map(InstitutionRepository::read)
                .all();
    }

    Mono<List<Location>> locations(InstitutionCode code) {
        return database.sql("select code, name from institution_location where institution_code = :code order by code")
                .bind("code", code.value())
                .map(row -> new Location(text(row, "code"), text(row, "name")))
                .all()
                .collectList();
    }

    private static Institution read(Readable row) {
        return new Institution(
                new InstitutionCode(text(row, "code")),
                InstitutionKind.valueOf(text(row, "kind")),
                text(row, "name"),
                row.get("board_number", String.class),
                row.get("board_name", String.class),
                kvkNumber(row.get("kvk_number", String.class)),
                Boolean.TRUE.equals(row.get("closed", Boolean.class)));
    }

    private static @Nullable KvkNumber kvkNumber(@Nullable String value) {
        return Optional.ofNullable(value).map(KvkNumber::new).orElse(null);
    }

    private static String text(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class));
    }
}
