// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.work;

import java.util.concurrent.Callable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** A named room for work on the processor. A full room refuses at once, which callers see as a 503; it builds no backlog. */
public final class BoundedWork implements AutoCloseable {

    private final Scheduler scheduler;

    public BoundedWork(String name, int threads, int queueSize) {
        this.scheduler = Schedulers.newBoundedElastic(threads, queueSize, name);
    }

    public <T> Mono<T> run(Callable<T> work) {
        return Mono.fromCallable(work).subscribeOn(scheduler);
    }

    @Override
    public void close() {
        scheduler.dispose();
    }
}
