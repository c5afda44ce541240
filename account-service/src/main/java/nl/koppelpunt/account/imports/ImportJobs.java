// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.imports;

import io.r2dbc.spi.Readable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import nl.koppelpunt.account.imports.ImportOutcome.Applied;
import nl.koppelpunt.account.imports.ImportOutcome.Refused;
import nl.koppelpunt.platform.encryption.ColumnCipher;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** The rows of import jobs. A file may hold addresses and hashes, so it waits encrypted and goes when its job is over. */
@Repository
class ImportJobs {

    private static final String CONTENT = "import_job.content";
    /** How long one statement about a large file may take. */
    static final Duration LARGE_FILE = Duration.ofSeconds(60);

    private static final int MOST_ERRORS = 200;

    private final DatabaseClient database;
    private final ColumnCipher cipher;
    private final JsonMapper mapper;

    ImportJobs(DatabaseClient database, ColumnCipher cipher, JsonMapper mapper) {
        this.database = database;
        this.cipher = cipher;
        this.mapper = mapper;
    }

    byte[] encrypt(byte[] content) {
        return cipher.encrypt(CONTENT, new String(content, StandardCharsets.ISO_8859_1));
    }

    byte[] decrypt(ClaimedJob job) {
        return cipher.decrypt(CONTENT, job.content()).getBytes(StandardCharsets.ISO_8859_1);
    }

    Mono<Void> add(UUID id, ImportKind kind, byte[] encrypted, String requestedBy) {
        return database.sql("""
                        insert into import_job (id, kind, content, requested_by)
                        values (:id, :kind, :content, :requestedBy)
                        """)
                .bind("id", id)
                .bind("kind", kind.name())
                .bind("content", encrypted)
                .bind("requestedBy", requestedBy)
                .then();
    }

    Mono<ImportJob> find(UUID id) {
        return database.sql("""
                        select id, kind, state, rows, added, changed, unchanged, errors::text as errors
                          from import_job where id = :id
                        """).bind("id", id).map(this::read).one();
    }

    /** Takes the oldest job that waits, or whose process has not been heard of since its lease ran out. */
    Mono<ClaimedJob> claim(Duration lease) {
        return database.sql("""
                        update import_job
                           set state = 'RUNNING', claim = :claim, attempts = attempts + 1,
                               claimed_until = now() + make_interval(secs => :lease)
                         where id = (select id from import_job
                                      where state = 'QUEUED' and (claimed_until is null or claimed_until < now())
                                         or state = 'RUNNING' and claimed_until < now()
                                      order by requested_at limit 1 for update skip locked)
                        returning id, kind, claim, attempts, requested_by, content
                        """)
                .bind("claim", UUID.randomUUID())
                .bind("lease", seconds(lease))
                .map(ImportJobs::readClaimed)
                .one();
    }

    /** One file at a time in the whole installation, and time enough for a large one; for this transaction only. */
    Mono<Void> takeTurn() {
        return database.sql("set local statement_timeout = '" + LARGE_FILE.toSeconds() + "s'")
                .then()
                .then(database.sql("select pg_advisory_xact_lock(hashtext('import_job'))")
                        .then());
    }

    /** Writes the report; false when another process took the job over meanwhile. */
    Mono<Boolean> finish(ClaimedJob job, ImportOutcome outcome) {
        return switch (outcome) {
            case Applied it -> finish(job, "DONE", it, List.of());
            case Refused it -> finish(job, "REFUSED", new Applied(it.rows(), 0, 0), it.errors());
        };
    }

    /** Puts the job back, to be tried again after a while. */
    Mono<Void> release(ClaimedJob job, Duration delay) {
        return database.sql("""
                        update import_job
                           set state = 'QUEUED', claim = null, claimed_until = now() + make_interval(secs => :delay)
                         where id = :id and claim = :claim
                        """)
                .bind("id", job.id())
                .bind("claim", job.claim())
                .bind("delay", seconds(delay))
                .then();
    }

    private Mono<Boolean> finish(ClaimedJob job, String state, Applied counts, List<ImportError> errors) {
        return database.sql("""
                        update import_job
                           set state = :state, rows = :rows, added = :added, changed = :changed,
                               unchanged = case when :state = 'DONE' then :unchanged else 0 end,
                               errors = cast(:errors as jsonb), content = null, finished_at = now()
                         where id = :id and claim = :claim and state = 'RUNNING'
                        """)
                .bind("state", state)
                .bind("rows", counts.rows())
                .bind("added", counts.added())
                .bind("changed", counts.changed())
                .bind("unchanged", counts.unchanged())
                .bind(
                        "errors",
                        mapper.writeValueAsString(
                                errors.stream().limit(MOST_ERRORS).toList()))
                .bind("id", job.id())
                .bind("claim", job.claim())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    private ImportJob read(Readable row) {
        return new ImportJob(
                Objects.requireNonNull(row.get("id", UUID.class)),
                ImportKind.valueOf(text(row, "kind")),
                text(row, "state").toLowerCase(Locale.ROOT),
                count(row, "rows"),
                count(row, "added"),
                count(row, "changed"),
                count(row, "unchanged"),
                Arrays.asList(mapper.readValue(text(row, "errors"), ImportError[].class)));
    }

    private static ClaimedJob readClaimed(Readable row) {
        return new ClaimedJob(
                Objects.requireNonNull(row.get("id", UUID.class)),
                ImportKind.valueOf(text(row, "kind")),
                Objects.requireNonNull(row.get("claim", UUID.class)),
                count(row, "attempts"),
                text(row, "requested_by"),
                Objects.requireNonNull(row.get("content", byte[].class)));
    }

    private static String text(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class));
    }

    private static int count(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, Integer.class));
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
