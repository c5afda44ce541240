// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway.routing;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;

/** Keeps our cookies between the browser and us: an application behind us neither sees nor writes one. */
final class OurCookies {

    private static final Set<String> NAMES = Set.of("session", "saml", "taal", "officer");
    private static final String HOST_ONLY = "__Host-";
    /** A cookie without a name would come back as one of whatever name its value starts with. */
    private static final Predicate<String> NAME =
            Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+").asMatchPredicate();

    private static final Pattern SEPARATOR = Pattern.compile(";");

    private OurCookies() {}

    static void keepFromUpstream(HttpHeaders request) {
        var others = request.getOrEmpty(HttpHeaders.COOKIE).stream()
                .flatMap(SEPARATOR::splitAsStream)
                .map(String::strip)
                .filter(OurCookies::isOfOthers)
                .collect(Collectors.joining("; "));
        request.remove(HttpHeaders.COOKIE);
        if (!others.isEmpty()) {
            request.set(HttpHeaders.COOKIE, others);
        }
    }

    static void keepFromBrowser(HttpHeaders response) {
        List<String> others = response.getOrEmpty(HttpHeaders.SET_COOKIE).stream()
                .filter(OurCookies::isOfOthers)
                .toList();
        response.remove(HttpHeaders.SET_COOKIE);
        response.addAll(HttpHeaders.SET_COOKIE, others);
    }

    private static boolean isOfOthers(String cookie) {
        var pair = Arrays.asList(SEPARATOR.split(cookie, 2)).getFirst();
        var end = pair.indexOf('=');
        var name = end < 0 ? "" : pair.substring(0, end).strip();
        var bare = name.startsWith(HOST_ONLY) ? name.substring(HOST_ONLY.length()) : name;
        return NAME.test(name) && !NAMES.contains(bare);
    }
}
