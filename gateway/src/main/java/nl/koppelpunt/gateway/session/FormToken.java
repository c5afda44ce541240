// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.Optional;
import nl.koppelpunt.gateway.GatewayProperties;
import nl.koppelpunt.gateway.KeyedHash;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

/** The token in every form: a keyed hash of the session cookie, so it needs no memory and dies with the session. */
@Component
public final class FormToken {

    private final SessionCookie cookie;
    private final KeyedHash hash;

    FormToken(SessionCookie cookie, GatewayProperties properties) {
        this.cookie = cookie;
        this.hash = KeyedHash.withKeyFrom(properties.csrfKeyFile());
    }

    public Optional<String> of(ServerHttpRequest request) {
        return cookie.valueIn(request).map(hash::of);
    }

    public boolean fits(ServerHttpRequest request, @Nullable String presented) {
        return presented != null
                && of(request)
                        .map(token -> MessageDigest.isEqual(token.getBytes(UTF_8), presented.getBytes(UTF_8)))
                        .orElse(false);
    }
}
