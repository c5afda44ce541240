// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import reactor.core.publisher.Flux;

@EHerkenningTest
@ExtendWith(OutputCaptureExtension.class)
@DisplayName("S-006: what nobody foresaw is a refusal: one audit row, no session, no leak")
class FaultInjectionTests extends LoginFixture {

    private static final String ROWS = "audit_event where action = 'eherkenning.log-in'";

    private static final int POOL = 20;

    @Autowired
    ConnectionFactory connections;

    @Autowired
    FaultyClock clock;

    @AfterEach
    void repair() {
        clock.repair();
    }

    @Test
    void everyMomentTheClockIsAskedFor(CapturedOutput output) {
        Begun sound = begin();
        clock.repair();
        assertThat(location(byGet(sound, hold(sound, TestBroker.genuine())))).isEqualTo("/koppelen");
        int moments = clock.repair();
        logins.reset(false);

        assertThat(moments).isGreaterThan(5);
        for (int moment = 1; moment <= moments; moment++) {
            Begun begun = begin();
            String artifact = hold(begun, TestBroker.genuine());
            clock.breakAt(moment);
            assertFailed(() -> byGet(begun, artifact));
            clock.repair();
            assertRefused("ongeldig", "request-used", byGet(begun, artifact));
        }
        assertThat(output.getAll()).doesNotContain("planted", TestBroker.KVK);
    }

    @Test
    void theStartOfASession(CapturedOutput output) {
        logins.failBy(new IllegalStateException("planted " + TestBroker.PSEUDONYM));

        assertFailed(() -> afterLogin(TestBroker.genuine()));

        assertThat(output.getAll()).doesNotContain("planted", TestBroker.PSEUDONYM);
    }

    @ParameterizedTest
    @ValueSource(strings = {"replay_ledger", "authentication_request"})
    void theDatabase(String table) {
        Begun begun = begin();
        String artifact = hold(begun, TestBroker.genuine());
        without(table, () -> assertFailed(() -> byGet(begun, artifact)));
    }

    @Test
    void aRowThatFindsNoConnectionAtFirstIsWrittenAfterAll() {
        long before = count(ROWS);
        List<Connection> all = Flux.range(0, POOL)
                .<Connection>flatMap(_ -> connections.create())
                .collectList()
                .block();
        var answer = CompletableFuture.supplyAsync(() -> get("/eherkenning/acs", null));
        try {
            // The pool gives up after three seconds twice; what we do is ask it once more.
            await().pollDelay(Duration.ofSeconds(8)).until(() -> true);
        } finally {
            Flux.fromIterable(Objects.requireNonNull(all))
                    .flatMap(Connection::close)
                    .blockLast();
        }

        assertRefused("ongeldig", "parameters-invalid", answer.join());
        assertThat(count(ROWS)).isEqualTo(before + 1);
    }

    @Test
    void theAuditTrailItself(CapturedOutput output) {
        Begun begun = begin();
        String artifact = hold(begun, TestBroker.genuine().signAssertion(null));

        without("audit_event", () -> {
            EntityExchangeResult<byte[]> result = byGet(begun, artifact);
            assertThat(location(result)).startsWith("/inloggen/mislukt?reden=ongeldig");
            assertThat(cookies(result)).noneMatch(cookie -> cookie.startsWith("__Host-session"));
        });

        assertThat(logins.identities()).isEmpty();
        assertThat(output.getAll()).contains("is missing from the audit trail");
    }

    private void assertFailed(Supplier<EntityExchangeResult<byte[]>> login) {
        long before = count(ROWS);
        assertRefused("storing", "internal", login.get());
        assertThat(count(ROWS)).isEqualTo(before + 1);
        assertThat(logins.identities()).isEmpty();
    }

    private void without(String table, Runnable test) {
        rename(table, "away");
        try {
            test.run();
        } finally {
            rename("away", table);
        }
    }

    private void rename(String from, String to) {
        database.sql("alter table " + from + " rename to " + to).then().block();
    }
}
