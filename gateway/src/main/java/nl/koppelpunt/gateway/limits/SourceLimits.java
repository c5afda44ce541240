// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway.limits;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import nl.koppelpunt.gateway.limits.LimitProperties.Rate;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

/** A bucket of requests per source and kind of act. */
@Component
public final class SourceLimits {

    public enum Act {
        LOGIN,
        CREDENTIALS,
        PIN,
        REPORT
    }

    private final SourceAddress sources;
    private final Map<Act, LoadingCache<String, Bucket>> buckets = new EnumMap<>(Act.class);

    SourceLimits(SourceAddress sources, LimitProperties properties) {
        this.sources = sources;
        buckets.put(Act.LOGIN, bucketsOf(properties.login(), properties.sources()));
        buckets.put(Act.CREDENTIALS, bucketsOf(properties.credentials(), properties.sources()));
        buckets.put(Act.PIN, bucketsOf(properties.pin(), properties.sources()));
        buckets.put(Act.REPORT, bucketsOf(properties.report(), properties.sources()));
    }

    /** Spends one request of this source; when there is none left, how long to wait for the next. */
    public Optional<Duration> spend(Act act, ServerHttpRequest request) {
        var probe = Objects.requireNonNull(buckets.get(act))
                .get(sources.network(request))
                .tryConsumeAndReturnRemaining(1);
        return probe.isConsumed()
                ? Optional.empty()
                : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()).plusSeconds(1));
    }

    private static LoadingCache<String, Bucket> bucketsOf(Rate rate, int sources) {
        return Caffeine.newBuilder()
                .maximumSize(sources)
                .expireAfterAccess(rate.per())
                .build(_ -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(rate.requests()).refillGreedy(rate.requests(), rate.per()))
                        .build());
    }
}
