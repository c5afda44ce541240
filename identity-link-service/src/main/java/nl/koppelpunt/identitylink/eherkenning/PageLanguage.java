// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** The languages of our own pages; Dutch where nothing better is asked. */
enum PageLanguage {
    NL("nl"),
    EN("en");

    private static final List<Locale> OFFERED = List.of(Locale.of("nl"), Locale.of("en"));

    private final String code;

    PageLanguage(String code) {
        this.code = code;
    }

    String code() {
        return code;
    }

    static Optional<PageLanguage> byCode(String code) {
        return Arrays.stream(values())
                .filter(language -> language.code.equals(code))
                .findFirst();
    }

    /** The one that was chosen; where none was, the one that is asked. */
    static PageLanguage chosen(@Nullable String code, HttpHeaders headers) {
        return Optional.ofNullable(code).flatMap(PageLanguage::byCode).orElseGet(() -> of(headers));
    }

    static PageLanguage of(HttpHeaders headers) {
        try {
            Locale best = Locale.lookup(headers.getAcceptLanguage(), OFFERED);
            return best != null && best.getLanguage().equals(EN.code) ? EN : NL;
        } catch (IllegalArgumentException _) {
            return NL;
        }
    }
}
