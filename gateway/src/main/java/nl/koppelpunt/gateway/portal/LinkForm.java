// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway.portal;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/** The link page as it was filled in. The component names are the names of the fields on the page. */
record LinkForm(String email, String gebruikersnaam, String wachtwoord, String activatiecode) {

    static final LinkForm EMPTY = new LinkForm("", "", "", "");

    static LinkForm from(MultiValueMap<String, String> form) {
        return new LinkForm(
                text(form.getFirst("email")).strip(),
                text(form.getFirst("gebruikersnaam")).strip(),
                text(form.getFirst("wachtwoord")),
                text(form.getFirst("activatiecode")).strip());
    }

    boolean hasCode() {
        return !activatiecode.isEmpty();
    }

    boolean hasCredentials() {
        return !gebruikersnaam.isEmpty() || !wachtwoord.isEmpty();
    }

    private static String text(@Nullable String value) {
        return Objects.requireNonNullElse(value, "");
    }

    @Override
    public String toString() {
        return "LinkForm[redacted]";
    }
}
