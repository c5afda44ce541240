// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import java.time.Duration;
import nl.koppelpunt.platform.audit.AuditEntry;
import nl.koppelpunt.platform.audit.AuditLog;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.pool.InstrumentedPool;
import reactor.pool.PoolBuilder;
import reactor.pool.PooledRef;

/**
 * Writes refusals into the audit trail, a few at a time: however many bad messages come at once, their rows do not take the
 * connections that people log in with, nor do they fail for want of one.
 */
@Component
final class RefusalRows implements DisposableBean {

    static final int AT_ONCE = 4;
    static final int WAITING = 1_000;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final AuditLog audit;
    private final InstrumentedPool<Object> turns;

    RefusalRows(AuditLog audit) {
        this.audit = audit;
        this.turns = PoolBuilder.from(Mono.fromSupplier(Object::new))
                .sizeBetween(0, AT_ONCE)
                .maxPendingAcquire(WAITING)
                .buildPool();
    }

    /** Fails at once when too many wait already. */
    Mono<Void> append(AuditEntry refusal) {
        return Mono.usingWhen(turns.acquire(PATIENCE), _ -> audit.append(refusal), PooledRef::release);
    }

    @Override
    public void destroy() {
        turns.dispose();
    }
}
