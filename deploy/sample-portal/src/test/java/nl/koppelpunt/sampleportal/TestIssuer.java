// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.sampleportal;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Signs as the real issuer does, and serves its public key over HTTP. */
final class TestIssuer implements AutoCloseable {

    static final String ISSUER = "https://links.example";
    static final String AUDIENCE = "sample-portal";
    private static final JOSEObjectType ACCESS_TOKEN = new JOSEObjectType("at+jwt");

    final ECKey key = key("tokens-1");
    final AtomicInteger fetches = new AtomicInteger();
    private final HttpServer server;
    private volatile int status = 200;

    TestIssuer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var document = new JWKSet(key.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
        var _ = server.createContext("/jwks.json", exchange -> {
            try (exchange) {
                fetches.incrementAndGet();
                exchange.sendResponseHeaders(status, document.length);
                exchange.getResponseBody().write(document);
            }
        });
        server.start();
    }

    String jwksUri() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/jwks.json";
    }

    void answersWith(int answer) {
        status = answer;
    }

    static ECKey key(String id) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a token holds of a person who may act for a board and a school. */
    static JWTClaimsSet.Builder claims() {
        var now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(AUDIENCE)
                .subject("0198f3a1-5d6e-7c11-9d7e-3f0a2b1c4d5e")
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(120)))
                .claim("sid", "5e55")
                .claim("scope", "portal")
                .claim("acr", "urn:etoegang:core:assurance-class:loa3")
                .claim("institution_codes", List.of("32073", "03WU"))
                .claim("institutions", List.of(Map.of("code", "32073", "name", "Voorbeeldbestuur <A>")));
    }

    String token(JWTClaimsSet claims) {
        return signed(header(JWSAlgorithm.ES256, key.getKeyID()).build(), claims, signer(key));
    }

    static JWSHeader.Builder header(JWSAlgorithm algorithm, String keyId) {
        return new JWSHeader.Builder(algorithm).type(ACCESS_TOKEN).keyID(keyId);
    }

    static JWSSigner signer(ECKey key) {
        try {
            return new ECDSASigner(key);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    static String signed(JWSHeader header, JWTClaimsSet claims, JWSSigner signer) {
        try {
            var token = new SignedJWT(header, claims);
            token.sign(signer);
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
