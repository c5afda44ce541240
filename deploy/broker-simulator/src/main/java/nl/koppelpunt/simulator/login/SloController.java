// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.simulator.login;

import java.util.Optional;
import nl.koppelpunt.simulator.saml.LogOuts;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Where a service sends its users to log out here too, by form or by address. */
@Controller
class SloController {

    private final LogOuts logOuts;
    private final Pages pages;

    SloController(LogOuts logOuts, Pages pages) {
        this.logOuts = logOuts;
        this.pages = pages;
    }

    @PostMapping("/saml/slo")
    Mono<Rendering> posted(ServerWebExchange exchange) {
        return exchange.getFormData()
                .flatMap(form -> logOuts.posted(
                        Optional.ofNullable(SsoController.once(form, "SAMLRequest"))
                                .orElse(""),
                        SsoController.once(form, "RelayState")))
                .map(pages::loggedOut);
    }

    @GetMapping("/saml/slo")
    Mono<Rendering> redirected(ServerHttpRequest request) {
        return logOuts.redirected(
                        Optional.ofNullable(request.getURI().getRawQuery()).orElse(""))
                .map(pages::loggedOut);
    }
}
