// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.local;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.UUID;

/**
 * Stands where Keycloak stands in a deployment: the issuer of tokens for officers and machines. It serves its public
 * key and signs, inside the launcher only, the one machine token that loads the demo data through the real API. There
 * is no way to ask it for a token, and its key lives in memory for one run. It makes place for Keycloak as soon as the
 * stack can run one.
 */
final class StaffTokenIssuer implements AutoCloseable {

    /** What the services expect of the tokens of an organisation's own issuer. */
    private static final String AUDIENCE = "koppelpunt";

    private static final Duration LIFETIME = Duration.ofMinutes(5);

    private final String issuer;
    private final Clock clock;
    private final ECKey key;
    private final HttpServer server;

    StaffTokenIssuer(int port, Clock clock) {
        this.issuer = "http://localhost:" + port;
        this.clock = clock;
        try {
            this.key = new ECKeyGenerator(Curve.P_256)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.ES256)
                    .keyID("staff-" + UUID.randomUUID())
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        var published = new JWKSet(key.toPublicJWK()).toString();
        this.server = LocalHttp.server(port);
        LocalHttp.get(
                server,
                "/jwks.json",
                exchange -> LocalHttp.answer(exchange, "application/json", "default-src 'none'", published));
    }

    void start() {
        server.start();
    }

    String issuer() {
        return issuer;
    }

    String jwksUrl() {
        return issuer + "/jwks.json";
    }

    String machineToken(String... scopes) {
        var now = clock.instant();
        var claims = new JWTClaimsSet.Builder()
                .issuer(issuer)
                .audience(AUDIENCE)
                .subject("local-stack")
                .claim("scope", String.join(" ", scopes))
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFETIME)))
                .jwtID(UUID.randomUUID().toString())
                .build();
        var header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(JOSEObjectType.JWT)
                .keyID(key.getKeyID())
                .build();
        var token = new SignedJWT(header, claims);
        try {
            token.sign(new ECDSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
