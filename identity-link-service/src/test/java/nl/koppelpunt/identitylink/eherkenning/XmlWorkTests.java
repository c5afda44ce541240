// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class XmlWorkTests {

    private static final int AT_ONCE = 200;
    /** Two hundred a core, and the machine that runs this has fewer than fifty. */
    private static final int MOST_WAITING = 10_000;

    private static final long MOST_KEPT = 32L << 20;
    /** Each as large as a message may be. */
    private static final List<byte[]> HEAVY = List.of(
            xml("<a>".repeat(37_000) + "</a>".repeat(37_000)),
            xml(IntStream.range(0, 25_000).mapToObj(n -> " a" + n + "=''").collect(joining("", "<a", "/>"))),
            xml("<a>" + "<b/>".repeat(65_000) + "</a>"),
            xml("<a>" + "x".repeat(260_000) + "</a>"));

    @AutoClose("destroy")
    private final XmlWork work = new XmlWork();

    @Test
    @DisplayName(
            "S-028: deep, wide and long messages, two hundred at once, are refused, keep nobody waiting and no memory")
    void heavyMessagesAreRefusedAndKeepNobodyWaiting() {
        TestBroker.verify(TestBroker.genuine().bytes());
        long before = kept();

        List<Refusal> refusals = Flux.range(0, AT_ONCE)
                .flatMap(number -> refusal(HEAVY.get(number % HEAVY.size())), AT_ONCE)
                .collectList()
                .block();

        assertThat(refusals).hasSize(AT_ONCE).contains(Refusal.MESSAGE_MALFORMED);
        assertThat(work.run(() -> TestBroker.verify(TestBroker.genuine().bytes()))
                        .block())
                .isNotNull();
        assertThat(kept() - before).isLessThan(MOST_KEPT);
    }

    @Test
    @DisplayName("S-028: work that takes longer than its budget is given up")
    void workHasABudget() {
        var never = new CountDownLatch(1);
        try {
            work.run(() -> never.await(1, TimeUnit.MINUTES))
                    .as(StepVerifier::create)
                    .verifyErrorSatisfies(XmlWorkTests::assertOverloaded);
        } finally {
            never.countDown();
        }
    }

    @Test
    @DisplayName("S-028: where the queue is full, work is refused at once and later taken again")
    void fullQueueRefusesAtOnce() {
        var later = new CountDownLatch(1);
        var waiting = new ArrayList<CompletableFuture<?>>();
        do {
            waiting.add(work.run(() -> later.await(1, TimeUnit.MINUTES)).toFuture());
        } while (!waiting.getLast().isCompletedExceptionally() && waiting.size() < MOST_WAITING);

        assertThat(waiting).hasSizeLessThan(MOST_WAITING);
        assertOverloaded(waiting.getLast().exceptionNow());
        later.countDown();
        CompletableFuture.allOf(waiting.toArray(CompletableFuture[]::new))
                .exceptionally(_ -> null)
                .join();
        work.run(() -> true).as(StepVerifier::create).expectNext(true).verifyComplete();
    }

    private static void assertOverloaded(Throwable failure) {
        assertThat(failure)
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.refusal()).isEqualTo(Refusal.OVERLOADED));
    }

    private Mono<Refusal> refusal(byte[] message) {
        return work.run(() -> TestBroker.verify(message))
                .map(accepted -> Refusal.valueOf("accepted " + accepted))
                .onErrorResume(RefusedException.class, refused -> Mono.just(refused.refusal()));
    }

    private static byte[] xml(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static long kept() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
