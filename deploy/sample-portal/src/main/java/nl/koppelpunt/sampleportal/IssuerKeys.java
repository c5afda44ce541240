// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.sampleportal;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Duration;

/**
 * The public keys of the issuer, fetched seldom: a flood of tokens with unknown keys costs two fetches in thirty seconds
 * at most, and an issuer that is away for a while does not log anybody out.
 */
final class IssuerKeys {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration FRESH = Duration.ofMinutes(5);
    private static final Duration FETCH_AT_MOST_TWICE_EVERY = Duration.ofSeconds(30);
    private static final Duration USABLE_WITHOUT_ISSUER = Duration.ofHours(1);
    private static final int LARGEST = 64 * 1024;

    private IssuerKeys() {}

    static JWKSource<SecurityContext> at(URI address) {
        var patience = Math.toIntExact(PATIENCE.toMillis());
        try {
            return JWKSourceBuilder.create(address.toURL(), new DefaultResourceRetriever(patience, patience, LARGEST))
                    .cache(FRESH.toMillis(), PATIENCE.multipliedBy(2).toMillis())
                    .refreshAheadCache(false)
                    .rateLimited(FETCH_AT_MOST_TWICE_EVERY.toMillis())
                    .outageTolerant(USABLE_WITHOUT_ISSUER.toMillis())
                    .build();
        } catch (MalformedURLException | IllegalArgumentException e) {
            throw new IllegalStateException("portal.token.jwk-set-uri is not an http(s) address: " + address, e);
        }
    }
}
