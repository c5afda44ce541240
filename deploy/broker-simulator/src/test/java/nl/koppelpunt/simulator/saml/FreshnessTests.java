// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.simulator.saml;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import com.github.benmanes.caffeine.cache.Ticker;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

class FreshnessTests {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private final Freshness freshness = new Freshness(Clock.fixed(NOW, ZoneOffset.UTC), Ticker.disabledTicker());

    @ParameterizedTest
    @ValueSource(longs = {-120, 0, 120})
    void messageOfTwoMinutesAroundNowIsFresh(long seconds) {
        assertThatNoException()
                .isThrownBy(() ->
                        freshness.require(message("_a", NOW.plusSeconds(seconds).toString())));
    }

    @ParameterizedTest
    @ValueSource(longs = {-121, 121})
    void messageOfAnyOtherTimeIsNot(long seconds) {
        assertThatExceptionOfType(SamlRefusedException.class)
                .isThrownBy(() ->
                        freshness.require(message("_a", NOW.plusSeconds(seconds).toString())))
                .withMessage("issue-instant");
    }

    @Test
    void messageWithoutATimeIsRefused() {
        assertThatExceptionOfType(SamlRefusedException.class)
                .isThrownBy(() -> freshness.require(message("_a", "yesterday")));
    }

    @Test
    void sameMessageIsHeardOnce() {
        freshness.require(message("_a", NOW.toString()));

        assertThatExceptionOfType(SamlRefusedException.class)
                .isThrownBy(() -> freshness.require(message("_a", NOW.toString())))
                .withMessage("seen-before");
    }

    private static Element message(String id, String issued) {
        var xml = "<m ID=\"" + id + "\" IssueInstant=\"" + issued + "\"/>";
        return Xml.parse(xml.getBytes(StandardCharsets.UTF_8)).getDocumentElement();
    }
}
