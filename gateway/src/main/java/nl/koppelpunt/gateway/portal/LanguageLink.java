// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway.portal;

import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.koppelpunt.gateway.language.Language;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** The way from a page to the same page in the other language. */
record LanguageLink(String href, String code) {

    private static final Pattern PLAIN = Pattern.compile("(/[A-Za-z0-9._~-]+)+");
    /** What an address of a page may say; anything else is left out, as it may be for one use or for nobody's eyes. */
    private static final Pattern KEPT =
            Pattern.compile("(activatiecode|nieuw|verlopen)=?|(reden|referentie)=[A-Za-z0-9-]{1,40}");

    private static final Set<String> FORMS = Set.of(LinkPages.LINK, LinkPages.PIN, LinkPages.FINISH);
    private static final String START = "/";

    static LanguageLink on(ServerHttpRequest request, Language other) {
        var path = pathOf(request);
        var query = path.equals(START)
                ? Stream.<String>empty()
                : kept(request.getURI().getRawQuery());
        var choice = Stream.concat(query, Stream.of("taal=" + other.code()));
        return new LanguageLink(path + "?" + choice.collect(Collectors.joining("&")), other.code());
    }

    /** A page that came in answer to a form stands at its own address too; otherwise the start page knows the way. */
    private static String pathOf(ServerHttpRequest request) {
        var path = request.getURI().getRawPath();
        var isPage = HttpMethod.GET.equals(request.getMethod())
                ? PLAIN.matcher(path).matches() && !path.startsWith("/eherkenning/")
                : FORMS.contains(path);
        return isPage ? path : START;
    }

    private static Stream<String> kept(@Nullable String query) {
        return query == null
                ? Stream.empty()
                : Arrays.stream(query.split("&", -1)).filter(KEPT.asMatchPredicate());
    }
}
