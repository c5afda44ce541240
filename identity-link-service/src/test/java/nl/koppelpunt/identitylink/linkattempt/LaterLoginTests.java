// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.linkattempt;

import static org.assertj.core.api.Assertions.assertThat;

import nl.koppelpunt.identitylink.Availability;
import nl.koppelpunt.identitylink.LinkServiceTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** With the listener and the relay on, and no broker there to answer them. */
@LinkServiceTest
@TestPropertySource(properties = {"spring.kafka.listener.auto-startup=true", "koppelpunt.outbox.relay.enabled=true"})
class LaterLoginTests extends LinkFixture {

    @Test
    @DisplayName("S-117 J3 needs neither account-service nor pin-service nor Kafka")
    void needsNobodyElse() {
        atPin().confirm(pin());
        accounts.is(Availability.HANGS_UP);
        pins.is(Availability.HANGS_UP);
        int registrations = accounts.registrations();
        var later = browsers.open();

        assertThat(later.logIn(me)).isTrue();

        assertThat(later.session().text("state")).isEqualTo("SIGNED_IN");
        assertThat(later.session().body().path("institutionCodes").get(0).asString())
                .isEqualTo("10AB");
        assertThat(later.delete("/api/links/v1/session").status()).isEqualTo(204);
        assertThat(accounts.registrations()).isEqualTo(registrations);
    }

    @Test
    void whoIsRefusedAtALaterLoginIsLoggedOut() {
        atPin().confirm(pin());
        var later = browsers.open();
        later.logIn(me);

        later.isRefused();

        assertThat(later.session().text("state")).isEqualTo("ANONYMOUS");
        assertThat(later.logIn(me)).isTrue();
    }
}
