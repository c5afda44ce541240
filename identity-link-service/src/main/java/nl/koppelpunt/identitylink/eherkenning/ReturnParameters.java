// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpCookie;
import org.springframework.util.MultiValueMap;

/**
 * What the browser brings back: each parameter once, the RelayState in the form we make it, and the cookies it has.
 *
 * @param artifact empty where a Response came in its place
 * @param response empty unless a Response may come by the browser, and did
 * @param binding empty if the browser has no binding cookie, or more than one
 */
record ReturnParameters(
        String artifact,
        String response,
        String relayState,
        String binding,
        @Nullable String session) {

    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final int LONGEST_ARTIFACT = 128;

    static ReturnParameters of(
            MultiValueMap<String, String> parameters,
            MultiValueMap<String, HttpCookie> cookies,
            CookieSettings settings,
            boolean responseAllowed) {
        boolean posted = responseAllowed && parameters.containsKey("SAMLResponse");
        String artifact = posted ? "" : single(parameters, "SAMLart");
        String response = posted ? single(parameters, "SAMLResponse") : "";
        String relayState = single(parameters, "RelayState");
        boolean otherBinding =
                parameters.containsKey("SAMLRequest") || parameters.containsKey(posted ? "SAMLart" : "SAMLResponse");
        if (otherBinding
                || artifact.length() > LONGEST_ARTIFACT
                || !SECRET.matcher(relayState).matches()) {
            throw new RefusedException(Refusal.PARAMETERS_INVALID);
        }
        List<HttpCookie> bindings = cookies.getOrDefault(settings.bindingName(), List.of());
        HttpCookie session = cookies.getFirst(settings.sessionName());
        return new ReturnParameters(
                artifact,
                response,
                relayState,
                bindings.size() == 1 ? bindings.getFirst().getValue() : "",
                session == null ? null : session.getValue());
    }

    private static String single(MultiValueMap<String, String> parameters, String name) {
        List<String> values = parameters.getOrDefault(name, List.of());
        if (values.size() != 1 || values.getFirst() == null) {
            throw new RefusedException(Refusal.PARAMETERS_INVALID);
        }
        return values.getFirst();
    }

    @Override
    public String toString() {
        return "ReturnParameters[redacted]";
    }
}
