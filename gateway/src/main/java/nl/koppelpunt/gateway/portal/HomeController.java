// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway.portal;

import java.util.List;
import java.util.Optional;
import nl.koppelpunt.gateway.ApplicationPath;
import nl.koppelpunt.gateway.GatewayProperties;
import nl.koppelpunt.gateway.language.Languages;
import nl.koppelpunt.gateway.portal.Institutions.Institution;
import nl.koppelpunt.gateway.session.SessionTokens;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Home, and the way out. */
@Controller
class HomeController {

    private static final String LOGGED_OUT = "/uitgelogd";

    private final Callers callers;
    private final PortalSessions sessions;
    private final Institutions institutions;
    private final SessionTokens tokens;
    private final Languages languages;
    private final GatewayProperties properties;

    HomeController(
            Callers callers,
            PortalSessions sessions,
            Institutions institutions,
            SessionTokens tokens,
            Languages languages,
            GatewayProperties properties) {
        this.callers = callers;
        this.sessions = sessions;
        this.institutions = institutions;
        this.tokens = tokens;
        this.languages = languages;
        this.properties = properties;
    }

    @GetMapping("/mijn")
    Mono<Rendering> home(ServerHttpRequest request) {
        return callers.of(request).flatMap(caller -> switch (caller.session().state()) {
            case ANONYMOUS -> Mono.just(LinkPages.redirect(callers.entrance(request)));
            case LINKING -> Mono.just(LinkPages.redirect(LinkPages.LINK));
            case SIGNED_IN -> home(caller);
        });
    }

    @PostMapping("/uitloggen")
    Mono<Rendering> logOut(ServerWebExchange exchange) {
        return callers.of(exchange.getRequest())
                .flatMap(caller -> sessions.end(caller).doOnNext(_ -> tokens.end(caller.session())))
                .doOnNext(ended -> exchange.getResponse().getHeaders().addAll(HttpHeaders.SET_COOKIE, ended.cookies()))
                .map(ended -> Rendering.redirectTo(loggedOut(
                                exchange.getRequest(), ended.brokerLogOut().orElse(LOGGED_OUT)))
                        .header("Clear-Site-Data", "\"cache\", \"cookies\", \"storage\"")
                        .build());
    }

    /** The browser forgets the chosen language with its other cookies, so the next address says it again. */
    private String loggedOut(ServerHttpRequest request, String address) {
        return languages
                .chosenIn(request)
                .map(language -> address + (address.contains("?") ? "&" : "?") + "taal=" + language.code())
                .orElse(address);
    }

    private Mono<Rendering> home(Caller caller) {
        return Mono.zip(sessions.current(caller), institutions.of(caller))
                .map(found -> page(found.getT1(), found.getT2()));
    }

    private Rendering page(PortalSession session, Optional<List<Institution>> known) {
        return PageBuilder.view("mijn")
                .with("institutions", Institutions.merge(session.institutionCodes(), known.orElse(List.of())))
                .with("namesKnown", known.isPresent())
                .with("organisation", session.organisation())
                .with("level", session.level().orElse(null))
                .with("applicationPath", properties.portalUpstreamUrl() == null ? null : ApplicationPath.ROOT)
                .with("until", session.idleExpiresAt())
                .withProfile()
                .build();
    }
}
