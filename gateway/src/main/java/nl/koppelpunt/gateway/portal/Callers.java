// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway.portal;

import nl.koppelpunt.gateway.language.Languages;
import nl.koppelpunt.gateway.limits.SourceAddress;
import nl.koppelpunt.gateway.session.SessionCookie;
import nl.koppelpunt.gateway.session.SessionToken.State;
import nl.koppelpunt.gateway.session.SessionTokens;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Finds out who is at a page. */
@Component
class Callers {

    private final SessionTokens tokens;
    private final SessionCookie cookie;
    private final SourceAddress source;
    private final Languages languages;

    Callers(SessionTokens tokens, SessionCookie cookie, SourceAddress source, Languages languages) {
        this.tokens = tokens;
        this.cookie = cookie;
        this.source = source;
        this.languages = languages;
    }

    Mono<Caller> of(ServerHttpRequest request) {
        return tokens.of(request)
                .map(session -> new Caller(session, source.forwardedFor(request), languages.of(request)));
    }

    /** The caller of a form; a session that ended meanwhile has a page of its own. */
    Mono<Caller> of(ServerHttpRequest request, State state) {
        return of(request)
                .filter(caller -> caller.session().is(state))
                .switchIfEmpty(Mono.error(() -> new PageException(Failure.SESSION_ENDED)));
    }

    /** Where to send a reader who has no session: someone whose session ended hears that first. */
    String entrance(ServerHttpRequest request) {
        return cookie.isIn(request) ? "/uitgelogd?verlopen" : "/";
    }
}
