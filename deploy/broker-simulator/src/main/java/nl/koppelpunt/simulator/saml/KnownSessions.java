// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.simulator.saml;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.concurrent.ConcurrentMap;
import org.springframework.stereotype.Component;

/** The sessions of users here, each under the name that one service was told. */
@Component
class KnownSessions {

    private final ConcurrentMap<String, String> indexes;

    KnownSessions(Ticker ticker) {
        this.indexes = Caffeine.newBuilder()
                .maximumSize(10_000)
                .expireAfterWrite(Duration.ofHours(2))
                .ticker(ticker)
                .<String, String>build()
                .asMap();
    }

    void begin(String name, String index) {
        indexes.put(name, index);
    }

    /** Whether there was this session under this name; then it is over. */
    boolean end(String name, String index) {
        return indexes.remove(name, index);
    }
}
