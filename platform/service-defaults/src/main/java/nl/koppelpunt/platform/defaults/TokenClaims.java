// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.defaults;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;

/** What a token's claims must say, for each issuer. */
final class TokenClaims {

    private static final Duration CLOCK_SKEW = Duration.ofSeconds(5);

    private TokenClaims() {}

    static OAuth2TokenValidator<Jwt> of(String issuer, String audience, Clock clock) {
        var time = new JwtTimestampValidator(CLOCK_SKEW);
        time.setClock(clock);
        return new DelegatingOAuth2TokenValidator<>(List.of(
                time,
                new JwtIssuerValidator(issuer),
                new JwtClaimValidator<List<String>>(
                        JwtClaimNames.AUD, names -> names != null && names.contains(audience)),
                required(JwtClaimNames.EXP),
                required(JwtClaimNames.IAT),
                required(JwtClaimNames.SUB)));
    }

    private static OAuth2TokenValidator<Jwt> required(String claim) {
        return new JwtClaimValidator<>(claim, value -> value != null);
    }
}
