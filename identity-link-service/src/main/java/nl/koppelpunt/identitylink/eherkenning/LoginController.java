// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import java.net.URI;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The browser's way to the broker and back. */
@RestController
class LoginController {

    static final String CONSUMER_PATH = "/eherkenning/acs";

    private static final MediaType HTML = MediaType.parseMediaType("text/html;charset=UTF-8");
    private static final MediaType SCRIPT = MediaType.parseMediaType("text/javascript;charset=UTF-8");

    private final LoginStart start;
    private final ReturnForm form;
    private final LoginReturn completion;
    private final Refusals refusals;
    private final SamlResponses responses;
    private final BrokerPages pages;
    private final CookieSettings cookies;
    private final boolean postResponse;

    LoginController(
            LoginStart start,
            ReturnForm form,
            LoginReturn completion,
            Refusals refusals,
            SamlResponses responses,
            BrokerPages pages,
            CookieSettings cookies,
            EHerkenningProperties properties) {
        this.start = start;
        this.form = form;
        this.completion = completion;
        this.refusals = refusals;
        this.responses = responses;
        this.pages = pages;
        this.cookies = cookies;
        this.postResponse = properties.broker().postResponse();
    }

    @GetMapping("/eherkenning/login")
    Mono<ResponseEntity<byte[]>> login(ServerWebExchange exchange) {
        PageLanguage language = PageLanguage.of(exchange.getRequest().getHeaders());
        List<String> returnTo = exchange.getRequest().getQueryParams().getOrDefault("returnTo", List.of());
        return start.begin(returnTo.size() == 1 ? returnTo.getFirst() : null)
                .map(started -> toBroker(started, language))
                .onErrorResume(RefusedException.class, e -> refusals.refuse(e).map(this::refused))
                .onErrorResume(Exception.class, e -> refusals.fail(e).map(this::refused));
    }

    @GetMapping("/eherkenning/submit.js")
    ResponseEntity<byte[]> script() {
        return ResponseEntity.ok().contentType(SCRIPT).body(pages.script());
    }

    @GetMapping(CONSUMER_PATH)
    Mono<ResponseEntity<byte[]>> returnByGet(ServerWebExchange exchange) {
        return complete(exchange, Mono.fromSupplier(exchange.getRequest()::getQueryParams), false);
    }

    @PostMapping(CONSUMER_PATH)
    Mono<ResponseEntity<byte[]>> returnByPost(ServerWebExchange exchange) {
        return complete(exchange, form.read(exchange), postResponse);
    }

    private Mono<ResponseEntity<byte[]>> complete(
            ServerWebExchange exchange, Mono<MultiValueMap<String, String>> brought, boolean responseAllowed) {
        return brought.map(parameters ->
                        ReturnParameters.of(parameters, exchange.getRequest().getCookies(), cookies, responseAllowed))
                .flatMap(completion::complete)
                .map(this::loggedIn)
                .doOnNext(_ -> responses.accepted())
                .doOnError(RefusedException.class, e -> responses.refused(e.refusal()))
                .doOnError(e -> !(e instanceof RefusedException), _ -> responses.refused(Refusal.INTERNAL))
                .onErrorResume(RefusedException.class, e -> refusals.refuse(e).map(this::refused))
                .onErrorResume(Exception.class, e -> refusals.fail(e).map(this::refused));
    }

    private ResponseEntity<byte[]> toBroker(LoginStart.Started started, PageLanguage language) {
        ResponseCookie binding = cookies.binding(started.binding());
        if (!started.byPost()) {
            return answer(HttpStatus.FOUND, binding)
                    .location(started.location())
                    .build();
        }
        return answer(HttpStatus.OK, binding)
                .header("Content-Security-Policy", BrokerPages.contentSecurityPolicy(started.location()))
                .contentType(HTML)
                .header(HttpHeaders.CONTENT_LANGUAGE, language.code())
                .varyBy(HttpHeaders.ACCEPT_LANGUAGE)
                .body(pages.login(started, language));
    }

    private ResponseEntity<byte[]> loggedIn(LoginReturn.LoggedIn login) {
        return answer(HttpStatus.SEE_OTHER, cookies.bindingExpired(), cookies.session(login.sessionCookieValue()))
                .location(URI.create(login.location()))
                .build();
    }

    private ResponseEntity<byte[]> refused(URI location) {
        return answer(HttpStatus.SEE_OTHER, cookies.bindingExpired())
                .location(location)
                .build();
    }

    private static ResponseEntity.BodyBuilder answer(HttpStatus status, ResponseCookie... cookies) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(status)
                .header(HttpHeaders.CACHE_CONTROL, "no-cache, no-store")
                .header(HttpHeaders.PRAGMA, "no-cache");
        for (ResponseCookie cookie : cookies) {
            answer.header(HttpHeaders.SET_COOKIE, cookie.toString());
        }
        return answer;
    }
}
