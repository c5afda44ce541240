// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.imports;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import nl.koppelpunt.account.imports.ImportOutcome.Refused;
import nl.koppelpunt.account.work.BoundedWork;
import nl.koppelpunt.platform.audit.AuditEntry;
import nl.koppelpunt.platform.audit.AuditEntry.Outcome;
import nl.koppelpunt.platform.audit.AuditLog;
import nl.koppelpunt.platform.database.AnswerTimeout;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Runs one claimed job: read it on the import's own thread, then write everything and the report in one transaction. */
@Component
class ImportRun {

    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Map<ImportKind, FileImport<?>> imports;
    private final ImportJobs jobs;
    private final AuditLog audit;
    private final BoundedWork work;
    private final TransactionalOperator tx;

    ImportRun(
            List<FileImport<?>> imports,
            ImportJobs jobs,
            AuditLog audit,
            @Qualifier("importWork") BoundedWork work,
            TransactionalOperator tx) {
        this.imports = imports.stream().collect(Collectors.toUnmodifiableMap(FileImport::kind, Function.identity()));
        this.jobs = jobs;
        this.audit = audit;
        this.work = work;
        this.tx = tx;
    }

    Mono<ImportOutcome> run(ClaimedJob job) {
        var kind = imports.get(job.kind());
        if (kind == null) {
            return Mono.error(new IllegalStateException("No import of kind " + job.kind()));
        }
        return run(job, kind);
    }

    /** Gives a job up that failed again and again, so that it does not stand in the way of the next. */
    Mono<ImportOutcome> giveUp(ClaimedJob job) {
        var error = new ImportError(0, "A technical fault stopped this import " + job.attempts() + " times");
        return finished(job, Mono.just(new Refused(0, List.of(error))));
    }

    private <T> Mono<ImportOutcome> run(ClaimedJob job, FileImport<T> kind) {
        return work.run(() -> kind.read(CsvReader.read(jobs.decrypt(job))))
                .flatMap(rows -> finished(job, write(kind, rows)));
    }

    private <T> Mono<ImportOutcome> write(FileImport<T> kind, Rows<T> rows) {
        return rows.errors().isEmpty()
                ? jobs.takeTurn().then(Mono.defer(() -> kind.write(rows)))
                : Mono.just(new Refused(rows.entries().size() + rows.errors().size(), rows.errors()));
    }

    /** The report is part of the transaction: whoever lost the job to another process writes nothing at all. */
    private Mono<ImportOutcome> finished(ClaimedJob job, Mono<ImportOutcome> write) {
        return write.flatMap(outcome -> jobs.finish(job, outcome)
                        .filter(Boolean::booleanValue)
                        .switchIfEmpty(Mono.error(() -> new IllegalStateException("Another process has this job")))
                        .then(audit.append(entry(job, outcome)))
                        .thenReturn(outcome))
                .as(tx::transactional)
                .contextWrite(AnswerTimeout.of(ImportJobs.LARGE_FILE.plus(GRACE)));
    }

    private static AuditEntry entry(ClaimedJob job, ImportOutcome outcome) {
        return new AuditEntry(
                "import.finish",
                "import-job",
                job.id().toString(),
                outcome instanceof Refused ? Outcome.REFUSED : Outcome.SUCCESS,
                job.requestedBy(),
                null,
                Map.of("kind", job.kind().label(), "rows", Integer.toString(outcome.rows())));
    }
}
