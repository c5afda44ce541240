// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.tokens;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import org.springframework.stereotype.Component;

/** Keeps this service's own tokens for half their life, so that none is about to end when it arrives. */
@Component
public class InternalTokens {

    private final LoadingCache<String, String> byAudience;

    InternalTokens(TokenIssuer issuer) {
        this.byAudience = Caffeine.newBuilder()
                .maximumSize(10)
                .expireAfterWrite(issuer.internalLifetime().dividedBy(2))
                .build(issuer::internal);
    }

    public String forAudience(String audience) {
        return byAudience.get(audience);
    }
}
