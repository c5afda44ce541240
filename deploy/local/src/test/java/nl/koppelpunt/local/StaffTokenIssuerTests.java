// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class StaffTokenIssuerTests {

    private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");

    @Test
    void aMachineTokenLivesFiveMinutesAndVerifiesWithThePublishedKey() throws Exception {
        try (var issuer = new StaffTokenIssuer(5527, Clock.fixed(NOW, ZoneOffset.UTC))) {
            issuer.start();
            var token = SignedJWT.parse(issuer.machineToken("accounts:import"));
            var published = JWKSet.load(URI.create(issuer.jwksUrl()).toURL()).getKeys();

            assertThat(published).singleElement().matches(key -> !key.isPrivate());
            assertThat(token.verify(new ECDSAVerifier(published.getFirst().toECKey())))
                    .isTrue();
            assertThat(token.getJWTClaimsSet().getStringClaim("scope")).isEqualTo("accounts:import");
            assertThat(token.getJWTClaimsSet().getExpirationTime().toInstant()).isEqualTo(NOW.plusSeconds(300));
        }
    }
}
