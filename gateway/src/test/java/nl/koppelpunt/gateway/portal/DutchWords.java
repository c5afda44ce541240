// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway.portal;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Words that are Dutch and nothing else: on an English page they are a leak. */
final class DutchWords {

    /** Letters between figures are part of a reference. */
    private static final Pattern WORD = Pattern.compile("(?<![\\p{L}\\d])\\p{L}+(?![\\p{L}\\d])");

    private static final Set<String> LIST = Set.copyOf(List.of(
            ("de het een niet geen uw u wij ons onze u met voor naar van bij tot om dat dit deze nog ook als wordt worden "
                            + "kunt kan moet mag hebt hebben bent zijn wilt gaat ga klik vul vult wacht probeer vraag "
                            + "opnieuw daarna daarom dan meteen alleen altijd nooit misschien en óf uur minuut minuten "
                            + "inloggen ingelogd uitloggen uitgelogd wachtwoord gebruikersnaam koppelen koppeling gekoppeld "
                            + "pincode activatiecode instelling instellingen instellingscode bestuur gemachtigde dienst "
                            + "leverancier niveau fout pagina formulier gegevens verlopen geannuleerd storing terug verder "
                            + "doorgaan bevestigen afronden toelichting toegankelijkheid nieuwsberichten vergeten nieuwe "
                            + "profiel inhoud namens welkom organisatie beheerder aanvragen ontvangen verstuurd")
                    .split(" ")));

    private DutchWords() {}

    static List<String> in(String text) {
        return WORD.matcher(text)
                .results()
                .map(MatchResult::group)
                .filter(word -> LIST.contains(word.toLowerCase(Locale.ROOT)))
                .toList();
    }
}
