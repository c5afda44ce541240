// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.simulator.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import nl.koppelpunt.simulator.SimulatorProperties.Supplier;
import nl.koppelpunt.simulator.saml.AuthnRequest;
import org.junit.jupiter.api.Test;

class LoginsTests {

    private static final Supplier SUPPLIER =
            new Supplier("a", "A", "urn:etoegang:AD:00000003900000010000:entities:9001");

    private final AtomicLong nanos = new AtomicLong();
    private final Logins logins = new Logins(new SecureRandom(), nanos::get);
    private final Login.Begun begun = logins.begin(
            new AuthnRequest("_a", URI.create("http://localhost:8080/acs"), "urn:service", "Service", null));

    @Test
    void loginIsForgottenTenMinutesAfterItsLastStep() {
        nanos.addAndGet(Duration.ofMinutes(9).toNanos());
        assertThat(logins.advance(begun, begun.at(SUPPLIER))).isTrue();
        nanos.addAndGet(Duration.ofMinutes(9).toNanos());
        assertThat(logins.find(begun.id())).isPresent();
        nanos.addAndGet(Duration.ofMinutes(1).toNanos());
        assertThat(logins.find(begun.id())).isEmpty();
    }

    @Test
    void ofTwoStepsFromTheSamePointOneCounts() {
        var at = begun.at(SUPPLIER);

        assertThat(logins.advance(begun, at)).isTrue();
        assertThat(logins.advance(begun, at.failed())).isFalse();
        assertThat(logins.find(begun.id())).contains(at);
    }

    @Test
    void loginEndsOnce() {
        assertThat(logins.end(begun)).isTrue();
        assertThat(logins.end(begun)).isFalse();
    }
}
