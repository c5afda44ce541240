// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class XmlWorkTests {

    private static final int AT_ONCE = 200;
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
