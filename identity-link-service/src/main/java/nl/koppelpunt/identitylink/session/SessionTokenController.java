// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import nl.koppelpunt.identitylink.identitylink.Memberships;
import nl.koppelpunt.identitylink.tokens.Person;
import nl.koppelpunt.identitylink.tokens.PersonToken;
import nl.koppelpunt.identitylink.tokens.TokenIssuer;
import nl.koppelpunt.platform.defaults.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Exchanges a cookie for a short-lived token. The cookie's 256 random bits are the credential of the caller. */
@RestController
class SessionTokenController {

    private static final SessionToken ANONYMOUS = new SessionToken("ANONYMOUS", null, null, null, null, null);

    private final SessionReader sessions;
    private final Memberships memberships;
    private final TokenIssuer tokens;

    SessionTokenController(SessionReader sessions, Memberships memberships, TokenIssuer tokens) {
        this.sessions = sessions;
        this.memberships = memberships;
        this.tokens = tokens;
    }

    @PostMapping(path = "/internal/session-tokens", consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<SessionToken> exchange(@Valid @RequestBody SessionTokenRequest request) {
        String audience = request.audience();
        if (audience != null && !tokens.isPortal(audience)) {
            return Mono.error(SessionTokenController::unknownAudience);
        }
        return sessions.use(new SessionCookie(request.session()))
                .flatMap(session -> audience == null ? token(session) : portalToken(session))
                .defaultIfEmpty(ANONYMOUS);
    }

    private Mono<SessionToken> token(LiveSession session) {
        var signedInAs = session.signedInAs();
        return signedInAs == null
                ? Mono.justOrEmpty(session.linkAttemptId())
                        .map(attempt -> person(session, Person.LINKING, attempt, List.of()))
                        .map(person -> SessionToken.of(session, tokens.person(person)))
                : memberships
                        .institutionCodes(signedInAs.portalUserId())
                        .map(codes -> person(session, Person.PORTAL, signedInAs.portalUserId(), codes))
                        .map(person -> SessionToken.of(session, tokens.person(person)));
    }

    /** Who is still linking has no business at the portal application yet. */
    private Mono<SessionToken> portalToken(LiveSession session) {
        var signedInAs = session.signedInAs();
        return signedInAs == null
                ? Mono.just(SessionToken.of(session, null))
                : memberships
                        .institutionNames(signedInAs.portalUserId())
                        .map(names -> tokens.portal(
                                person(session, Person.PORTAL, signedInAs.portalUserId(), List.copyOf(names.keySet())),
                                names))
                        .map(token -> SessionToken.of(session, token));
    }

    private static Person person(LiveSession session, String scope, UUID subject, List<String> institutionCodes) {
        return new Person(scope, subject, session.id(), session.levelOfAssurance(), institutionCodes);
    }

    private static Problem unknownAudience() {
        return Problem.of(
                HttpStatus.BAD_REQUEST, "unknown-audience", "Unknown audience", "No token is made for this audience.");
    }

    record SessionTokenRequest(
            @NotNull @Size(max = 200) String session,
            @Nullable @Size(max = 200) String audience) {

        @Override
        public String toString() {
            return "SessionTokenRequest[redacted]";
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SessionToken(
            String state,
            @Nullable String token,
            @Nullable Instant tokenExpiresAt,
            @Nullable UUID sessionId,
            @Nullable Instant sessionExpiresAt,
            @Nullable Instant idleExpiresAt) {

        static SessionToken of(LiveSession session, @Nullable PersonToken token) {
            return new SessionToken(
                    session.state(),
                    token == null ? null : token.value(),
                    token == null ? null : token.expiresAt(),
                    session.id(),
                    session.expiresAt(),
                    session.idleExpiresAt());
        }

        @Override
        public String toString() {
            return "SessionToken[state=" + state + "]";
        }
    }
}
