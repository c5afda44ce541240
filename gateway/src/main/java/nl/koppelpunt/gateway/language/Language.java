// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway.language;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A language of the portal. */
public enum Language {
    DUTCH("nl", Locale.of("nl", "NL")),
    ENGLISH("en", Locale.UK);

    static final List<String> CODES =
            Arrays.stream(values()).map(Language::code).toList();

    private final String code;
    private final Locale locale;

    Language(String code, Locale locale) {
        this.code = code;
        this.locale = locale;
    }

    /** As it stands in cookies, headers, pages and the calls to the services. */
    public String code() {
        return code;
    }

    public Locale locale() {
        return locale;
    }

    public Language other() {
        return this == DUTCH ? ENGLISH : DUTCH;
    }

    static Optional<Language> byCode(String code) {
        return Arrays.stream(values())
                .filter(language -> language.code.equals(code))
                .findFirst();
    }
}
