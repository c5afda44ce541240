// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway.portal;

import java.util.Objects;
import java.util.regex.Pattern;
import nl.koppelpunt.gateway.portal.Answer.Given;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.result.view.Rendering;

/** The moment someone who was linking is signed in: the new session goes to the browser. */
@Component
class Completion {

    private static final String HOME = "/mijn";
    private static final Pattern LOCAL = Pattern.compile("(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+");

    Rendering signIn(ServerHttpResponse response, Given<PinAnswer> given) {
        response.getHeaders().addAll(HttpHeaders.SET_COOKIE, given.cookies());
        var address = Objects.requireNonNullElse(given.body().redirect(), HOME);
        return LinkPages.redirect(LOCAL.matcher(address).matches() ? address : HOME);
    }
}
