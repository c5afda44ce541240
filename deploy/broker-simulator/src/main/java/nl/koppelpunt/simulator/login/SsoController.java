// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.simulator.login;

import java.util.List;
import java.util.Optional;
import nl.koppelpunt.simulator.saml.AuthnRequests;
import nl.koppelpunt.simulator.saml.SamlRefusedException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Where a service sends its users, by form or by address. */
@Controller
class SsoController {

    private final AuthnRequests requests;
    private final Logins logins;
    private final Pages pages;

    SsoController(AuthnRequests requests, Logins logins, Pages pages) {
        this.requests = requests;
        this.logins = logins;
        this.pages = pages;
    }

    @PostMapping("/saml/sso")
    Mono<Rendering> posted(ServerWebExchange exchange) {
        return exchange.getFormData()
                .flatMap(form -> requests.posted(
                        Optional.ofNullable(once(form, "SAMLRequest")).orElse(""), once(form, "RelayState")))
                .map(logins::begin)
                .map(pages::next);
    }

    @GetMapping("/saml/sso")
    Mono<Rendering> redirected(ServerHttpRequest request) {
        return requests.redirected(
                        Optional.ofNullable(request.getURI().getRawQuery()).orElse(""))
                .map(logins::begin)
                .map(pages::next);
    }

    static @Nullable String once(MultiValueMap<String, String> form, String name) {
        var values = form.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw new SamlRefusedException("parameter-twice");
        }
        return values.isEmpty() ? null : values.getFirst();
    }
}
