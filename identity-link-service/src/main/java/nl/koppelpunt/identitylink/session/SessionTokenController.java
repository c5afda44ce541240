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
import nl.koppelpunt.identitylink.tokens.TokenIssuer;
import org.jspecify.annotations.Nullable;
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
        return sessions.use(new SessionCookie(request.session()))
                .flatMap(this::token)
                .defaultIfEmpty(ANONYMOUS);
    }

    private Mono<SessionToken> token(LiveSession session) {
        return person(session)
                .map(tokens::person)
                .map(token -> new SessionToken(
                        session.state(),
                        token.value(),
                        token.expiresAt(),
                        session.id(),
                        session.expiresAt(),
                        session.idleExpiresAt()));
    }

    private Mono<Person> person(LiveSession session) {
        var signedInAs = session.signedInAs();
        if (signedInAs != null) {
            return memberships
                    .institutionCodes(signedInAs.portalUserId())
                    .map(codes -> new Person(
                            Person.PORTAL, signedInAs.portalUserId(), session.id(), session.levelOfAssurance(), codes));
        }
        return Mono.justOrEmpty(session.linkAttemptId())
                .map(attempt ->
                        new Person(Person.LINKING, attempt, session.id(), session.levelOfAssurance(), List.of()));
    }

    record SessionTokenRequest(@NotNull @Size(max = 200) String session) {

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

        @Override
        public String toString() {
            return "SessionToken[state=" + state + "]";
        }
    }
}
