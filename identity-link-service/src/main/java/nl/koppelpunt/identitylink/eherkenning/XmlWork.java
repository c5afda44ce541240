// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** The room XML and its cryptography are done in: as many threads as cores, a short queue, a budget of time. */
@Component
final class XmlWork implements DisposableBean {

    static final Duration BUDGET = Duration.ofSeconds(2);

    private static final int QUEUE = 200;

    private final Scheduler scheduler =
            Schedulers.newBoundedElastic(Runtime.getRuntime().availableProcessors(), QUEUE, "saml-xml");

    <T> Mono<T> run(Callable<T> work) {
        return Mono.fromCallable(work)
                .subscribeOn(scheduler)
                .timeout(BUDGET)
                .onErrorMap(TimeoutException.class, _ -> new RefusedException(Refusal.OVERLOADED))
                .onErrorMap(RejectedExecutionException.class, _ -> new RefusedException(Refusal.OVERLOADED));
    }

    @Override
    public void destroy() {
        scheduler.dispose();
    }
}
