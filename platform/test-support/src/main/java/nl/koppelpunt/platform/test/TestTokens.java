// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.test;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Signs tokens as identity-link-service (people) and as Keycloak (officers, machines) do, and serves their keys. */
public final class TestTokens implements AutoCloseable {

    private final ECKey personKey = ecKey();
    private final RSAKey staffKey = rsaKey();
    private final AtomicInteger fetches = new AtomicInteger();
    private final HttpServer server;

    public TestTokens() {
        try {
            this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        serve("/person/jwks.json", personKey);
        serve("/staff/jwks.json", staffKey);
        server.start();
    }

    /** The settings that make a service trust these tokens. */
    public Map<String, String> properties() {
        return Map.of(
                "koppelpunt.security.person.issuer",
                personIssuer(),
                "koppelpunt.security.person.jwk-set-uri",
                personIssuer() + "/jwks.json",
                "koppelpunt.security.staff.issuer",
                staffIssuer(),
                "koppelpunt.security.staff.jwk-set-uri",
                staffIssuer() + "/jwks.json");
    }

    public String personIssuer() {
        return base() + "/person";
    }

    public String staffIssuer() {
        return base() + "/staff";
    }

    public ECKey personKey() {
        return personKey;
    }

    public RSAKey staffKey() {
        return staffKey;
    }

    /** How often a key set was asked for. */
    public int fetches() {
        return fetches.get();
    }

    /** A token of a person, of scope {@code linking} or {@code portal}. */
    public String person(String scope, String subject) {
        return person(scope, subject, claims -> {});
    }

    public String person(String scope, String subject, Consumer<JWTClaimsSet.Builder> customizer) {
        JWTClaimsSet.Builder claims = personClaims(scope, subject);
        customizer.accept(claims);
        return sign(personHeader().build(), claims.build());
    }

    /** The token identity-link-service uses to call another service. */
    public String internal(String audience) {
        return person("internal", "identity-link-service", claims -> claims.audience(audience));
    }

    /** A token of an officer, with realm roles such as {@code helpdesk}. */
    public String staff(String... roles) {
        return staffToken(claims -> claims.claim("realm_access", Map.of("roles", List.of(roles))));
    }

    /** A token of a machine, with scopes such as {@code pins:issue}. */
    public String machine(String... scopes) {
        return staffToken(claims -> claims.claim("scope", String.join(" ", scopes)));
    }

    public String staffToken(Consumer<JWTClaimsSet.Builder> customizer) {
        JWTClaimsSet.Builder claims = claims(staffIssuer())
                .audience("koppelpunt")
                .subject(UUID.randomUUID().toString());
        customizer.accept(claims);
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .type(JOSEObjectType.JWT)
                .keyID(staffKey.getKeyID())
                .build();
        return sign(header, claims.build());
    }

    /** The header of a good person token, to start a bad one from. */
    public JWSHeader.Builder personHeader() {
        return new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType("at+jwt"))
                .keyID(personKey.getKeyID());
    }

    /** The claims of a good person token, to start a bad one from. */
    public JWTClaimsSet.Builder personClaims(String scope, String subject) {
        return claims(personIssuer())
                .audience(List.of("identity-link-service", "account-service"))
                .subject(subject)
                .claim("scope", scope)
                .claim("sid", UUID.randomUUID().toString())
                .claim("acr", "urn:etoegang:core:assurance-class:loa3")
                .claim("institution_codes", List.of());
    }

    /** Signs with the key of the issuer that fits the algorithm: ES256 is a person's, RS256 is Keycloak's. */
    public String sign(JWSHeader header, JWTClaimsSet claims) {
        try {
            var jwt = new SignedJWT(header, claims);
            JWSSigner signer = JWSAlgorithm.Family.EC.contains(header.getAlgorithm())
                    ? new ECDSASigner(personKey)
                    : new RSASSASigner(staffKey);
            jwt.sign(signer);
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static JWTClaimsSet.Builder claims(String issuer) {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(issuer)
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(now))
                .notBeforeTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(120)));
    }

    private void serve(String path, JWK key) {
        byte[] body = new JWKSet(key.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
        server.createContext(path, exchange -> {
            fetches.incrementAndGet();
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            try (var out = exchange.getResponseBody()) {
                out.write(body);
            }
        });
    }

    private String base() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    private static ECKey ecKey() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyIDFromThumbprint(true).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RSAKey rsaKey() {
        try {
            return new RSAKeyGenerator(2048).keyIDFromThumbprint(true).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
