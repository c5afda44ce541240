// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway.portal;

import java.util.regex.Pattern;
import nl.koppelpunt.gateway.session.SessionToken;
import nl.koppelpunt.gateway.session.SessionTokens;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** The pages anyone may see. */
@Controller
class PublicController {

    private static final Pattern REFERENCE = Pattern.compile("[A-Z0-9]{8}");

    private final SessionTokens tokens;
    private final BrokerMessages broker;

    PublicController(SessionTokens tokens, BrokerMessages broker) {
        this.tokens = tokens;
        this.broker = broker;
    }

    /** Works for everyone, also while identity-link-service is away; whoever is underway goes on where they were. */
    @GetMapping("/")
    Mono<Rendering> start(ServerHttpRequest request) {
        return tokens.of(request)
                .onErrorResume(Outages::is, _ -> Mono.empty())
                .map(SessionToken::state)
                .defaultIfEmpty(SessionToken.State.ANONYMOUS)
                .map(state -> switch (state) {
                    case ANONYMOUS -> Rendering.view("start").build();
                    case LINKING -> LinkPages.redirect(LinkPages.LINK);
                    case SIGNED_IN -> LinkPages.redirect("/mijn");
                });
    }

    @GetMapping("/toelichting")
    String explanation() {
        return "toelichting";
    }

    @GetMapping("/wachtwoord-vergeten")
    String forgottenPassword() {
        return "wachtwoord-vergeten";
    }

    @GetMapping("/toegankelijkheid")
    String accessibility() {
        return "toegankelijkheid";
    }

    @GetMapping("/uitgelogd")
    Rendering loggedOut(ServerHttpRequest request) {
        return PageBuilder.view("uitgelogd")
                .header("Clear-Site-Data", "\"cache\", \"storage\"")
                .with("expired", request.getQueryParams().containsKey("verlopen"))
                .build();
    }

    /** Where identity-link-service sends whoever could not be logged in. */
    @GetMapping("/inloggen/mislukt")
    Mono<Rendering> loginFailed(
            @RequestParam(required = false) @Nullable String reden,
            @RequestParam(required = false) @Nullable String referentie) {
        var failure = Failure.byCode(reden).filter(Failure::isOfLogin).orElse(Failure.ONGELDIG);
        var page = PageBuilder.view("fout").with("failure", FailurePage.of(failure, null));
        return Mono.justOrEmpty(referentie)
                .filter(REFERENCE.asMatchPredicate())
                .doOnNext(reference -> page.with("reference", reference))
                .flatMap(broker::of)
                .doOnNext(said -> page.with("brokerSaid", said))
                .thenReturn(page)
                .map(PageBuilder::build);
    }
}
