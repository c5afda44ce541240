// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway.portal;

import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MomentsTests {

    private final Moments moments = new Moments(Clock.fixed(Instant.parse("2026-03-02T14:04:30Z"), UTC));

    @ParameterizedTest
    @CsvSource({
        "2026-03-02T14:05:00Z, 2026-03-02T14:05:00Z",
        "2026-03-02T14:05:00.000001Z, 2026-03-02T14:06:00Z",
        "2026-03-02T14:05:59.999999Z, 2026-03-02T14:06:00Z",
        "2026-03-02T14:04:31Z, 2026-03-02T14:05:00Z"
    })
    void whoeverWaitsUntilTheMinuteThatIsSaidHasWaitedLongEnough(Instant moment, Instant said) {
        assertThat(moments.notBefore(moment)).isEqualTo(said);
    }

    @Test
    void whatIsOverNeedsNoWaiting() {
        assertThat(moments.notBefore(Instant.parse("2026-03-02T14:04:29Z"))).isNull();
        assertThat(moments.notBefore(null)).isNull();
    }
}
