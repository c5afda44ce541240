// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.simulator.saml;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentMap;
import org.springframework.stereotype.Component;
import org.w3c.dom.Element;

/** Says of a verified message whether it was made just now and not heard before. */
@Component
class Freshness {

    private static final Duration TOLERANCE = Duration.ofMinutes(2);

    private final Clock clock;
    private final ConcurrentMap<String, Boolean> seen;

    Freshness(Clock clock, Ticker ticker) {
        this.clock = clock;
        this.seen = Caffeine.newBuilder()
                .maximumSize(100_000)
                .expireAfterWrite(TOLERANCE.multipliedBy(3))
                .ticker(ticker)
                .<String, Boolean>build()
                .asMap();
    }

    void require(Element message) {
        var age = Duration.between(issued(message), clock.instant()).abs();
        if (age.compareTo(TOLERANCE) > 0) {
            throw new SamlRefusedException("issue-instant");
        }
        if (seen.putIfAbsent(message.getAttribute("ID"), true) != null) {
            throw new SamlRefusedException("seen-before");
        }
    }

    private static Instant issued(Element message) {
        try {
            return Instant.parse(message.getAttribute("IssueInstant"));
        } catch (DateTimeException e) {
            throw new SamlRefusedException("issue-instant", e);
        }
    }
}
