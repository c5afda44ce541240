// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.notification.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import nl.koppelpunt.notification.NotificationServiceTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

@NotificationServiceTest
class MailTemplatesTests {
    private static final Locale DUTCH = Locale.forLanguageTag("nl");
    private static final Instant ASKED = Instant.parse("2026-11-23T13:05:00Z");

    @Autowired
    private MailTemplates templates;

    @Test
    @DisplayName(
            "S-055: the PIN is not in the subject; portal, time and \"did you not ask this?\" are in the mail, no link is")
    void pinMail() {
        var mail = templates.render(
                "pin",
                "user",
                DUTCH,
                Map.of("pin", "004217", "happenedAt", ASKED, "expiresAt", ASKED.plusSeconds(600)));
        assertThat(mail.subject()).isEqualTo("Uw pincode voor MijnHelpdeskPO");
        assertThat(mail.text()).startsWith("Beste heer of mevrouw,");
        for (var body : new String[] {mail.text(), mail.html()}) {
            assertThat(body)
                    .contains("004217")
                    .contains("MijnHelpdeskPO")
                    .contains("maandag 23 november 2026 om 14.05 uur")
                    .contains("om 14.15 uur")
                    .contains("Heeft u dit niet aangevraagd?")
                    .contains("helpdesk@portal.example")
                    .doesNotContain("href")
                    .doesNotContain("http:")
                    .doesNotContain("https:")
                    .doesNotContain("SPDX")
                    .doesNotContain("??")
                    .doesNotContain("{");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "user, account, U kunt nu met eHerkenning inloggen bij MijnHelpdeskPO, gebruikersnaam en wachtwoord",
        "representative, activation-code, Er is eHerkenning gekoppeld aan uw instelling in MijnHelpdeskPO, activatiecode"
    })
    @DisplayName("S-075: the mail of a link names organisation, institution and time, and how to object")
    void linkedMail(String role, String proofKind, String subject, String proof) {
        var mail = templates.render("linked", role, DUTCH, linked(proofKind, "De Regenboog"));
        assertThat(mail.subject()).isEqualTo(subject);
        for (var body : new String[] {mail.text(), mail.html()}) {
            assertThat(body)
                    .contains("De Regenboog")
                    .contains("10AB")
                    .contains("KvK 12345678")
                    .contains("maandag 23 november 2026 om 14.05 uur")
                    .contains("Aangetoond met: " + proof)
                    .contains("Klopt dit niet?")
                    .contains("helpdesk@portal.example")
                    .doesNotContain("SPDX")
                    .doesNotContain("??")
                    .doesNotContain("{");
        }
    }

    @Test
    @DisplayName("S-140: HTML escapes what came from outside; text says it as it is")
    void htmlIsEscaped() {
        var mail = templates.render("linked", "user", DUTCH, linked("account", "<b>'t Web & Co</b> ${7*7} [[${pin}]]"));
        assertThat(mail.html())
                .contains("&lt;b&gt;")
                .contains("Web &amp; Co")
                .contains("${7*7}")
                .doesNotContain("<b>")
                .doesNotContain("49");
        assertThat(mail.text()).contains("<b>'t Web & Co</b> ${7*7} [[${pin}]]");
        assertThat(mail).hasToString("Mail[redacted]");
    }

    private static Map<String, Object> linked(String proofKind, String name) {
        return new HashMap<>(Map.of(
                "organisation",
                "KvK 12345678",
                "institutionCode",
                "10AB",
                "institutionName",
                name,
                "proofKind",
                proofKind,
                "happenedAt",
                ASKED,
                "expiresAt",
                ASKED.plusSeconds(600)));
    }
}
