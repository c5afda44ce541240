// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.sampleportal;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.util.List;
import java.util.Objects;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.http.HttpStatus;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Believes a token when the issuer signed it with ES256, for this application, for a person, and for this moment. */
@Component
class TokenDecoder implements ReactiveJwtDecoder, DisposableBean {

    private static final JOSEObjectType ACCESS_TOKEN = new JOSEObjectType("at+jwt");
    private static final int THREADS = 4;
    private static final int WAITING = 1_000;

    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    private final Scheduler scheduler = Schedulers.newBoundedElastic(THREADS, WAITING, "token-check");
    private final NimbusReactiveJwtDecoder decoder = new NimbusReactiveJwtDecoder(this::verified);

    TokenDecoder(TokenProperties properties) {
        // A key is found by its id among the keys of the issuer alone; what a token says of its own key is not looked
        // at.
        processor.setJWSKeySelector(
                new JWSVerificationKeySelector<>(JWSAlgorithm.ES256, IssuerKeys.at(properties.jwkSetUri())));
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(ACCESS_TOKEN));
        // The claims are checked below.
        processor.setJWTClaimsSetVerifier((_, _) -> {});
        decoder.setJwtValidator(claims(properties));
    }

    private static OAuth2TokenValidator<Jwt> claims(TokenProperties properties) {
        return new DelegatingOAuth2TokenValidator<>(
                new JwtIssuerValidator(properties.issuer()),
                new JwtClaimValidator<Object>("exp", Objects::nonNull),
                new JwtTimestampValidator(properties.clockSkew()),
                new JwtClaimValidator<List<String>>(
                        "aud", audience -> List.of(properties.audience()).equals(audience)),
                new JwtClaimValidator<String>("scope", "portal"::equals),
                new JwtClaimValidator<String>("sub", subject -> subject != null && !subject.isBlank()));
    }

    @Override
    public Mono<Jwt> decode(String token) {
        return decoder.decode(token).onErrorMap(TokenDecoder::isOutage, TokenDecoder::unavailable);
    }

    /** Fetching keys blocks, so none of it is done on an event loop. */
    private Mono<JWTClaimsSet> verified(JWT token) {
        return Mono.fromCallable(() -> processor.process(token, null))
                .subscribeOn(scheduler)
                .onErrorMap(BadJOSEException.class, e -> new BadJwtException("The token was refused", e))
                .onErrorMap(RateLimitReachedException.class, e -> new BadJwtException("The key is not known", e))
                .onErrorMap(TokenDecoder::isRefusal, e -> new BadJwtException("The token was refused", e));
    }

    private static boolean isRefusal(Throwable failure) {
        return failure instanceof JOSEException && !(failure instanceof KeySourceException);
    }

    private static boolean isOutage(Throwable failure) {
        return failure instanceof JwtException && !(failure instanceof BadJwtException);
    }

    /** Nothing is wrong with the token: it cannot be judged. */
    private static ResponseStatusException unavailable(Throwable outage) {
        return new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE, "The keys cannot be fetched", outage);
    }

    @Override
    public void destroy() {
        scheduler.dispose();
    }
}
