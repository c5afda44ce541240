// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway.language;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Any page with {@code taal=nl} or {@code taal=en} in its address is a link to that language: the choice is kept in a cookie
 * and the reader goes on to the same address without it. Comes after the rules about paths, so the address is one of ours.
 */
@Component
@Order(LanguageSwitch.ORDER)
class LanguageSwitch implements WebFilter {

    static final int ORDER = -50;

    private static final String PARAMETER = "taal=";
    /** What is answered there is not a page of ours. */
    private static final List<String> ELSEWHERE = List.of("/api/", "/eherkenning/");

    private final Languages languages;

    LanguageSwitch(Languages languages) {
        this.languages = languages;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var request = exchange.getRequest();
        return chosenBy(request).map(language -> goOn(exchange, language)).orElseGet(() -> chain.filter(exchange));
    }

    private static Optional<Language> chosenBy(ServerHttpRequest request) {
        var path = request.getURI().getRawPath();
        return HttpMethod.GET.equals(request.getMethod()) && ELSEWHERE.stream().noneMatch(path::startsWith)
                ? chosenIn(request.getURI().getRawQuery())
                : Optional.empty();
    }

    private static Optional<Language> chosenIn(@Nullable String query) {
        return parts(query).stream()
                .filter(part -> part.startsWith(PARAMETER))
                .findFirst()
                .flatMap(part -> Language.byCode(part.substring(PARAMETER.length())));
    }

    private Mono<Void> goOn(ServerWebExchange exchange, Language language) {
        var response = exchange.getResponse();
        response.addCookie(languages.cookie(language));
        response.setStatusCode(HttpStatus.SEE_OTHER);
        response.getHeaders().setLocation(withoutChoice(exchange.getRequest().getURI()));
        return response.setComplete();
    }

    private static URI withoutChoice(URI address) {
        var query = parts(address.getRawQuery()).stream()
                .filter(part -> !part.startsWith(PARAMETER))
                .collect(Collectors.joining("&"));
        return URI.create(address.getRawPath() + (query.isEmpty() ? "" : "?" + query));
    }

    private static List<String> parts(@Nullable String query) {
        return query == null ? List.of() : Arrays.asList(query.split("&", -1));
    }
}
