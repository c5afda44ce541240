// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.session;

import java.net.URI;
import java.util.Objects;
import java.util.UUID;
import nl.koppelpunt.identitylink.eherkenning.CookieSettings;
import nl.koppelpunt.identitylink.identitylink.Memberships;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/links/v1/session")
class SessionController {

    private final SessionReader sessions;
    private final Memberships memberships;
    private final LogOut logOut;
    private final CookieSettings cookies;

    SessionController(SessionReader sessions, Memberships memberships, LogOut logOut, CookieSettings cookies) {
        this.sessions = sessions;
        this.memberships = memberships;
        this.logOut = logOut;
        this.cookies = cookies;
    }

    /** Answers anyone; a token of a session that has ended since is nobody. */
    @GetMapping
    Mono<SessionView> session(@AuthenticationPrincipal @Nullable Jwt token) {
        return Mono.justOrEmpty(token)
                .flatMap(given -> sessions.find(sessionId(given)))
                .flatMap(this::view)
                .defaultIfEmpty(SessionView.ANONYMOUS);
    }

    @DeleteMapping
    Mono<ResponseEntity<LoggedOut>> logOut(@AuthenticationPrincipal Jwt token) {
        return logOut.of(sessionId(token), Objects.requireNonNull(token.getSubject()))
                .map(location -> ended(HttpStatus.OK).body(new LoggedOut(location)))
                .defaultIfEmpty(ended(HttpStatus.NO_CONTENT).build());
    }

    /**
     * The session has ended.
     *
     * @param brokerLogOut where the browser goes on to log out at the broker too, within two minutes
     */
    record LoggedOut(URI brokerLogOut) {

        @Override
        public String toString() {
            return "LoggedOut[redacted]";
        }
    }

    private ResponseEntity.BodyBuilder ended(HttpStatus status) {
        return ResponseEntity.status(status)
                .header(HttpHeaders.SET_COOKIE, cookies.sessionExpired().toString());
    }

    private Mono<SessionView> view(LiveSession session) {
        var signedInAs = session.signedInAs();
        return signedInAs == null
                ? Mono.just(SessionView.linking(session))
                : memberships
                        .institutionCodes(signedInAs.portalUserId())
                        .map(codes -> SessionView.signedIn(session, signedInAs, codes));
    }

    private static UUID sessionId(Jwt token) {
        return UUID.fromString(token.getClaimAsString("sid"));
    }
}
