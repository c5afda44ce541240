// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.MediaType;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

@DisplayName("S-028: a form has all of its time, and no more")
class ReturnFormTests {

    private static final Duration TIMEOUT = TestSettings.FORM_TIMEOUT;

    private final ReturnForm form = new ReturnForm(TestSettings.with("absent", Path.of("absent"), Path.of("absent")));

    @Test
    void formThatEndsInTimeIsRead() {
        StepVerifier.withVirtualTime(() -> form.read(sent(slowly(TIMEOUT.minusMillis(1)))))
                .thenAwait(TIMEOUT)
                .assertNext(read -> assertThat(read.getFirst("SAMLart")).isEqualTo("AA"))
                .verifyComplete();
    }

    @Test
    void formThatDoesNotIsRefusedThen() {
        StepVerifier.withVirtualTime(() -> form.read(sent(slowly(TIMEOUT.plusMillis(1)))))
                .expectSubscription()
                .expectNoEvent(TIMEOUT.minusMillis(1))
                .thenAwait(Duration.ofMillis(1))
                .verifyErrorSatisfies(ReturnFormTests::assertTooSlow);
    }

    @Test
    void everyPieceOfAFormSharesOneTime() {
        Duration piece = TIMEOUT.dividedBy(2);
        Flux<DataBuffer> dripping = Flux.interval(piece).map(_ -> buffer("A"));

        StepVerifier.withVirtualTime(() -> form.read(sent(dripping)))
                .thenAwait(TIMEOUT)
                .verifyErrorSatisfies(ReturnFormTests::assertTooSlow);
    }

    private static Flux<DataBuffer> slowly(Duration time) {
        return Flux.concat(Mono.just(buffer("SAMLart=A")), Mono.delay(time).map(_ -> buffer("A")));
    }

    private static DataBuffer buffer(String text) {
        return DefaultDataBufferFactory.sharedInstance.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static MockServerWebExchange sent(Flux<DataBuffer> body) {
        return MockServerWebExchange.from(MockServerHttpRequest.post("/eherkenning/acs")
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .body(body));
    }

    private static void assertTooSlow(Throwable failure) {
        assertThat(failure)
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.refusal()).isEqualTo(Refusal.FORM_TOO_SLOW));
    }
}
