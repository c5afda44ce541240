// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway.language;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Optional;
import nl.koppelpunt.gateway.CookieProperties;
import org.springframework.http.HttpCookie;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

/** Knows the language of a request, and the cookie that holds a choice. */
@Component
public final class Languages {

    private static final Duration ONE_YEAR = Duration.ofDays(365);

    private final String cookieName;
    private final boolean secure;

    Languages(CookieProperties properties) {
        this.secure = properties.secure();
        this.cookieName = secure ? "__Host-taal" : "taal";
    }

    public Language of(ServerHttpRequest request) {
        return chosenIn(request).or(() -> askedForBy(request)).orElse(Language.DUTCH);
    }

    /** What the reader chose by following the link to the other language. */
    public Optional<Language> chosenIn(ServerHttpRequest request) {
        var cookies = request.getCookies().getOrDefault(cookieName, List.of());
        return cookies.size() == 1
                ? Optional.of(cookies.getFirst()).map(HttpCookie::getValue).flatMap(Language::byCode)
                : Optional.empty();
    }

    ResponseCookie cookie(Language language) {
        return ResponseCookie.from(cookieName, language.code())
                .path("/")
                .maxAge(ONE_YEAR)
                .httpOnly(true)
                .secure(secure)
                .sameSite("Lax")
                .build();
    }

    private static Optional<Language> askedForBy(ServerHttpRequest request) {
        var header = request.getHeaders().getFirst(HttpHeaders.ACCEPT_LANGUAGE);
        if (header == null) {
            return Optional.empty();
        }
        try {
            var best = Locale.lookupTag(LanguageRange.parse(header), Language.CODES);
            return Optional.ofNullable(best).flatMap(Language::byCode);
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
