// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.defaults;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import reactor.core.publisher.Mono;

/** Decodes the tokens of exactly one issuer: its keys, its algorithms, its {@code typ}, its claims (S-092, S-093). */
final class IssuerDecoder {

    /** Headers by which a token would name its own key. */
    private static final Set<String> FORBIDDEN_HEADERS = Set.of("jku", "jwk", "x5u", "x5c", "crit");

    private IssuerDecoder() {}

    static NimbusReactiveJwtDecoder of(
            RemoteKeys keys,
            Set<JWSAlgorithm> algorithms,
            Set<@Nullable JOSEObjectType> types,
            OAuth2TokenValidator<Jwt> claims) {
        var decoder = new NimbusReactiveJwtDecoder(jwt -> verify(jwt, keys, algorithms, types));
        decoder.setJwtValidator(claims);
        return decoder;
    }

    private static Mono<JWTClaimsSet> verify(
            JWT jwt, RemoteKeys keys, Set<JWSAlgorithm> algorithms, Set<@Nullable JOSEObjectType> types) {
        if (!(jwt instanceof SignedJWT signed)
                || signed.getHeader().toJSONObject().keySet().stream().anyMatch(FORBIDDEN_HEADERS::contains)) {
            return Mono.error(new BadJwtException("Not a plainly signed token"));
        }
        return keys.find(signed.getHeader().getKeyID()).map(found -> process(signed, found, algorithms, types));
    }

    private static JWTClaimsSet process(
            SignedJWT signed, List<JWK> keys, Set<JWSAlgorithm> algorithms, Set<@Nullable JOSEObjectType> types) {
        var processor = new DefaultJWTProcessor<SecurityContext>();
        processor.setJWSKeySelector(
                new JWSVerificationKeySelector<>(algorithms, new ImmutableJWKSet<>(new JWKSet(keys))));
        // A hash set, since a token without a type makes the verifier ask for null.
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(new HashSet<>(types)));
        processor.setJWTClaimsSetVerifier((_, _) -> {}); // claims are checked by the validators of the decoder
        try {
            return processor.process(signed, null);
        } catch (BadJOSEException | JOSEException refused) {
            throw new BadJwtException("The token's signature was refused", refused);
        }
    }
}
