// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import java.util.List;
import java.util.Locale;
import org.springframework.http.HttpHeaders;

/** The languages of our own page; Dutch where nothing better is asked. */
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

    static PageLanguage of(HttpHeaders headers) {
        try {
            Locale best = Locale.lookup(headers.getAcceptLanguage(), OFFERED);
            return best != null && best.getLanguage().equals(EN.code) ? EN : NL;
        } catch (IllegalArgumentException _) {
            return NL;
        }
    }
}
