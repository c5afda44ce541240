// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The browser's way to the broker and back to log out there too. Whatever goes wrong, it is logged out here. */
@RestController
class LogOutController {

    static final String ANSWER_PATH = "/eherkenning/slo";

    private static final Logger log = LoggerFactory.getLogger(LogOutController.class);
    private static final MediaType HTML = MediaType.parseMediaType("text/html;charset=UTF-8");
    private static final String LOGGED_OUT = "/uitgelogd";
    private static final String START = "/";

    private final LogOutStart start;
    private final ReturnForm form;
    private final LogOutReturn completion;
    private final BrokerPages pages;

    LogOutController(LogOutStart start, ReturnForm form, LogOutReturn completion, BrokerPages pages) {
        this.start = start;
        this.form = form;
        this.completion = completion;
        this.pages = pages;
    }

    @GetMapping(LogOutStart.PATH)
    Mono<ResponseEntity<byte[]>> leave(ServerWebExchange exchange) {
        String language = chosen(exchange);
        return start.begin(single(exchange, "ticket").orElse(""), language)
                .map(leaving -> toBroker(
                        leaving,
                        PageLanguage.chosen(language, exchange.getRequest().getHeaders())))
                .defaultIfEmpty(goOn(loggedOut(language)))
                .onErrorResume(Exception.class, e -> failed(e, language));
    }

    /** Our metadata does not offer this way: such an answer is worth nothing, but whoever it brings is logged out. */
    @GetMapping(ANSWER_PATH)
    Mono<ResponseEntity<byte[]>> comeBackByAddress(ServerWebExchange exchange) {
        return comeBack(Mono.fromSupplier(exchange.getRequest()::getQueryParams));
    }

    @PostMapping(ANSWER_PATH)
    Mono<ResponseEntity<byte[]>> comeBack(ServerWebExchange exchange) {
        return comeBack(form.read(exchange));
    }

    private Mono<ResponseEntity<byte[]>> comeBack(Mono<MultiValueMap<String, String>> brought) {
        return brought.onErrorResume(
                        RefusedException.class, e -> completion.refuse(e).then(Mono.error(e)))
                .flatMap(completion::complete)
                .map(sent -> goOn(loggedOut(sent.language())))
                .defaultIfEmpty(goOn(START))
                .onErrorResume(Exception.class, e -> failed(e, null));
    }

    private static Mono<ResponseEntity<byte[]>> failed(Exception failure, @Nullable String language) {
        log.warn(
                "Logging out at the broker failed by {}",
                failure instanceof RefusedException refused
                        ? refused.refusal().code()
                        : failure.getClass().getName());
        return Mono.just(goOn(loggedOut(language)));
    }

    private ResponseEntity<byte[]> toBroker(LogOutStart.Leaving leaving, PageLanguage language) {
        return answer(HttpStatus.OK)
                .header("Content-Security-Policy", BrokerPages.contentSecurityPolicy(leaving.location()))
                .contentType(HTML)
                .header(HttpHeaders.CONTENT_LANGUAGE, language.code())
                .varyBy(HttpHeaders.ACCEPT_LANGUAGE)
                .body(pages.logOut(leaving, language));
    }

    private static ResponseEntity<byte[]> goOn(String location) {
        return answer(HttpStatus.SEE_OTHER).location(URI.create(location)).build();
    }

    private static ResponseEntity.BodyBuilder answer(HttpStatus status) {
        return ResponseEntity.status(status)
                .header(HttpHeaders.CACHE_CONTROL, "no-cache, no-store")
                .header(HttpHeaders.PRAGMA, "no-cache");
    }

    /** The browser forgot the chosen language with the rest, so the addresses carry it on. */
    private static String loggedOut(@Nullable String language) {
        return language == null ? LOGGED_OUT : LOGGED_OUT + "?taal=" + language;
    }

    private static @Nullable String chosen(ServerWebExchange exchange) {
        return single(exchange, "taal")
                .filter(code -> PageLanguage.byCode(code).isPresent())
                .orElse(null);
    }

    private static Optional<String> single(ServerWebExchange exchange, String name) {
        List<String> values = exchange.getRequest().getQueryParams().getOrDefault(name, List.of());
        return values.size() == 1 ? Optional.ofNullable(values.getFirst()) : Optional.empty();
    }
}
