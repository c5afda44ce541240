// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import nl.koppelpunt.platform.audit.AuditEntry;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.pool.PoolAcquirePendingLimitException;
import reactor.test.StepVerifier;

@DisplayName("S-028: a flood of bad messages gets all its rows, and leaves the connections to others")
class RefusalRowsTests {

    private static final AuditEntry ROW = new AuditEntry(
            "eherkenning.log-in",
            "authentication-request",
            "unknown",
            AuditEntry.Outcome.REFUSED,
            "anonymous",
            null,
            Map.of("code", "message-malformed"));

    private final AtomicInteger writing = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final AtomicInteger written = new AtomicInteger();

    @Test
    void manyAtOnceAreWrittenAFewAtATime() {
        var rows = new RefusalRows(_ -> Mono.defer(() -> {
            most.accumulateAndGet(writing.incrementAndGet(), Math::max);
            return Mono.delay(Duration.ofMillis(2))
                    .doOnNext(_ -> {
                        writing.decrementAndGet();
                        written.incrementAndGet();
                    })
                    .then();
        }));

        StepVerifier.create(Flux.range(0, 500).flatMap(_ -> rows.append(ROW), 500))
                .verifyComplete();

        assertThat(written).hasValue(500);
        assertThat(most).hasValue(RefusalRows.AT_ONCE);
    }

    @Test
    void tooManyWaitingIsSaidAtOnce() {
        var rows = new RefusalRows(_ -> Mono.never());
        fill(rows, RefusalRows.AT_ONCE + RefusalRows.WAITING);

        StepVerifier.create(rows.append(ROW)).verifyError(PoolAcquirePendingLimitException.class);
    }

    @Test
    void whoGoesAwayAndWhatFailsGiveTheirTurnBack() {
        var fate = new AtomicInteger();
        var rows = new RefusalRows(_ -> switch (fate.get()) {
            case 0 -> Mono.never();
            case 1 -> Mono.error(new IllegalStateException("no database"));
            default -> Mono.fromRunnable(written::incrementAndGet);
        });
        fill(rows, RefusalRows.AT_ONCE).forEach(Disposable::dispose);
        fate.set(1);
        for (var turn = 0; turn < RefusalRows.AT_ONCE; turn++) {
            StepVerifier.create(rows.append(ROW)).verifyError(IllegalStateException.class);
        }
        fate.set(2);

        StepVerifier.create(rows.append(ROW)).verifyComplete();

        assertThat(written).hasValue(1);
    }

    private static List<Disposable> fill(RefusalRows rows, int count) {
        return IntStream.range(0, count)
                .mapToObj(_ -> rows.append(ROW).subscribe())
                .toList();
    }
}
