// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.imports;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Looks for jobs that wait or were left behind, and runs them one after another. */
@Component
class ImportWorker {

    private static final Logger log = LoggerFactory.getLogger(ImportWorker.class);

    private static final long MOST_AT_ONCE = 100;

    private final ImportJobs jobs;
    private final ImportRun run;
    private final ImportMetrics metrics;
    private final ImportProperties properties;

    ImportWorker(ImportJobs jobs, ImportRun run, ImportMetrics metrics, ImportProperties properties) {
        this.jobs = jobs;
        this.run = run;
        this.metrics = metrics;
        this.properties = properties;
    }

    @Scheduled(fixedDelayString = "${koppelpunt.accounts.imports.poll-interval:1s}")
    Mono<Void> work() {
        return Mono.defer(this::workOnNext)
                .repeat(MOST_AT_ONCE)
                .takeUntil(worked -> !worked)
                .then()
                .onErrorResume(DataAccessException.class, ImportWorker::waitForDatabase);
    }

    /** The next round looks again; until then one line is enough. */
    private static Mono<Void> waitForDatabase(DataAccessException away) {
        log.warn("Cannot look for imports: {}", away.getClass().getSimpleName());
        return Mono.empty();
    }

    private Mono<Boolean> workOnNext() {
        return jobs.claim(properties.lease())
                .flatMap(job -> attempt(job).thenReturn(true))
                .defaultIfEmpty(false);
    }

    private Mono<Void> attempt(ClaimedJob job) {
        boolean givenUp = job.attempts() > properties.maxAttempts();
        var outcome = givenUp ? run.giveUp(job) : run.run(job);
        return outcome.doOnNext(it -> metrics.count(job.kind(), it, givenUp))
                .doOnNext(it ->
                        log.info("Import {} of {} {}", job.id(), job.kind().label(), describe(it)))
                .then()
                .onErrorResume(RuntimeException.class, fault -> release(job, fault));
    }

    private Mono<Void> release(ClaimedJob job, RuntimeException fault) {
        log.warn(
                "Import {} stopped at attempt {}: {}",
                job.id(),
                job.attempts(),
                fault.getClass().getName());
        return jobs.release(job, properties.retryDelay());
    }

    private static String describe(ImportOutcome outcome) {
        return switch (outcome) {
            case ImportOutcome.Applied it ->
                "done: %d rows, %d added, %d changed".formatted(it.rows(), it.added(), it.changed());
            case ImportOutcome.Refused it ->
                "refused: %d errors".formatted(it.errors().size());
        };
    }
}
