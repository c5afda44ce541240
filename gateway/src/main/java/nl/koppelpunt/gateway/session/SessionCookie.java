// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway.session;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import nl.koppelpunt.gateway.CookieProperties;
import org.springframework.http.HttpCookie;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

/** Reads the session cookie; identity-link-service alone writes it. */
@Component
public final class SessionCookie {

    private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9_-]{16,128}");

    private final String name;

    SessionCookie(CookieProperties properties) {
        this.name = properties.secure() ? "__Host-session" : "session";
    }

    public boolean isIn(ServerHttpRequest request) {
        return request.getCookies().containsKey(name);
    }

    /** The value, unless it is absent, sent twice or cannot be one of ours. */
    public Optional<String> valueIn(ServerHttpRequest request) {
        var cookies = request.getCookies().getOrDefault(name, List.of());
        return cookies.size() == 1
                ? Optional.of(cookies.getFirst()).map(HttpCookie::getValue).filter(VALUE.asMatchPredicate())
                : Optional.empty();
    }
}
