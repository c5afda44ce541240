// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.tokens;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Signs tokens with ES256 and type {@code at+jwt}. */
@Component
public class TokenIssuer {

    private static final List<String> PERSON_AUDIENCE = List.of("identity-link-service", "account-service");
    private static final String SELF = "identity-link-service";

    private final TokenProperties properties;
    private final Clock clock;
    private final JWSHeader header;
    private final JWSSigner signer;

    TokenIssuer(TokenProperties properties, SigningKeys keys, Clock clock) throws JOSEException {
        this.properties = properties;
        this.clock = clock;
        this.header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType("at+jwt"))
                .keyID(keys.signing().getKeyID())
                .build();
        this.signer = new ECDSASigner(keys.signing());
    }

    public PersonToken person(Person person) {
        return signed(claims(person).audience(PERSON_AUDIENCE));
    }

    /** Whether that audience is the portal application behind the gateway, the only other one there is. */
    public boolean isPortal(String audience) {
        return audience.equals(properties.portalAudience());
    }

    /** For the portal application, and for nobody else: it says who came in and for which institutions. */
    public PersonToken portal(Person person, Map<String, String> institutionNames) {
        var institutions = institutionNames.entrySet().stream()
                .map(institution -> Map.of("code", institution.getKey(), "name", institution.getValue()))
                .toList();
        return signed(claims(person).audience(properties.portalAudience()).claim("institutions", institutions));
    }

    /** A token by which this service calls another. */
    public String internal(String audience) {
        return sign(claims(properties.internalLifetime())
                .audience(audience)
                .subject(SELF)
                .claim("scope", "internal")
                .build());
    }

    Duration internalLifetime() {
        return properties.internalLifetime();
    }

    private JWTClaimsSet.Builder claims(Person person) {
        return claims(properties.personLifetime())
                .subject(person.subject().toString())
                .claim("sid", person.sessionId().toString())
                .claim("scope", person.scope())
                .claim("acr", person.assurance())
                .claim("institution_codes", person.institutionCodes());
    }

    private PersonToken signed(JWTClaimsSet.Builder builder) {
        var claims = builder.build();
        return new PersonToken(sign(claims), claims.getExpirationTime().toInstant());
    }

    private JWTClaimsSet.Builder claims(Duration lifetime) {
        var now = now();
        return new JWTClaimsSet.Builder()
                .issuer(properties.issuer())
                .issueTime(Date.from(now))
                .notBeforeTime(Date.from(now))
                .expirationTime(Date.from(now.plus(lifetime)))
                .jwtID(UUID.randomUUID().toString());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    private String sign(JWTClaimsSet claims) {
        try {
            var token = new SignedJWT(header, claims);
            token.sign(signer);
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("Could not sign a token", e);
        }
    }
}
