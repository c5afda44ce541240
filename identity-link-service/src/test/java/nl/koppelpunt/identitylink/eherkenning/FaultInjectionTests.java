// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import static org.assertj.core.api.Assertions.assertThat;

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

@EHerkenningTest
@ExtendWith(OutputCaptureExtension.class)
@DisplayName("S-006: what nobody foresaw is a refusal: one audit row, no session, no leak")
class FaultInjectionTests extends LoginFixture {

    private static final String ROWS = "audit_event where action = 'eherkenning.log-in'";

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
