// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.notification.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import nl.koppelpunt.notification.NotificationServiceTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

@NotificationServiceTest
class MailTemplatesTests {
    private static final Instant ASKED = Instant.parse("2026-11-23T13:05:00Z");
    private static final List<MailKind> WITHOUT_INSTITUTION =
            List.of(MailKind.UNLINKED, MailKind.ACCESS_BLOCKED, MailKind.ACCESS_UNBLOCKED);

    @Autowired
    private MailTemplates templates;

    static Stream<Arguments> everyMail() {
        return Stream.of(MailKind.values())
                .flatMap(kind -> roles(kind).stream()
                        .flatMap(role -> Stream.of("nl", "en").map(language -> Arguments.of(kind, role, language))));
    }

    @ParameterizedTest
    @MethodSource("everyMail")
    @DisplayName("S-055, S-075: every mail names portal, time and helpdesk, says its language and has no link")
    void everyMailIsWhole(MailKind kind, String role, String language) {
        var mail = render(kind, role, language, facts(kind, role));
        var dutch = language.equals("nl");
        assertThat(mail.subject()).contains("MijnHelpdeskPO").doesNotContain("004217", "TOKEN", "{");
        assertThat(mail.html()).contains("<html lang=\"" + language + "\">");
        assertThat(mail.text()).startsWith(dutch ? "Beste heer of mevrouw,\n\n" : "Dear Sir or Madam,\n\n");
        for (var body : List.of(mail.text(), mail.html())) {
            assertThat(body)
                    .contains(dutch ? "maandag 23 november 2026 om 14.05 uur" : "Monday 23 November 2026 at 14:05")
                    .contains("MijnHelpdeskPO", "helpdesk@portal.example")
                    .contains(dutch ? "Met vriendelijke groet," : "Kind regards,")
                    .doesNotContain("SPDX", "??", "{", "null", "<th:", "th:text", "href", "http:", "src=")
                    .satisfies(text -> assertThat(text.contains("De Regenboog") && text.contains("10AB"))
                            .isEqualTo(facts(kind, role).containsKey("institutionCode")));
        }
        assertThat(mail.text()).doesNotContain("\n\n\n").doesNotContain("<");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            nl, Uw pincode voor MijnHelpdeskPO, 14.15, Heeft u dit niet aangevraagd?
            en, Your PIN for MijnHelpdeskPO, 14:15, Did you not ask for this?
            """)
    @DisplayName("S-055: the PIN mail says until when and what to do if it was not asked for")
    void pinMail(String language, String subject, String until, String notYou) {
        var mail = render(MailKind.PIN, "user", language, facts(MailKind.PIN, "user"));
        assertThat(mail.subject()).isEqualTo(subject);
        assertThat(List.of(mail.text(), mail.html()))
                .allSatisfy(body -> assertThat(body).contains("004217", until, notYou));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            nl, user, account, U kunt nu met eHerkenning inloggen bij MijnHelpdeskPO, Aangetoond met: gebruikersnaam en wachtwoord
            nl, representative, activation-code, Er is eHerkenning gekoppeld aan uw instelling in MijnHelpdeskPO, Aangetoond met: activatiecode
            en, user, activation-code, You can now log in to MijnHelpdeskPO with eHerkenning, Proved with: activation code
            """)
    @DisplayName("S-075: the mail of a link names organisation and proof, and how to object")
    void linkedMail(String language, String role, String proofKind, String subject, String proof) {
        var facts = facts(MailKind.LINKED, role);
        facts.put("proofKind", proofKind);
        var mail = render(MailKind.LINKED, role, language, facts);
        assertThat(mail.subject()).isEqualTo(subject);
        assertThat(List.of(mail.text(), mail.html()))
                .allSatisfy(body -> assertThat(body)
                        .contains("KvK 12345678", proof)
                        .contains(language.equals("nl") ? "Klopt dit niet?" : "Is this not right?"));
    }

    @Test
    @DisplayName("S-061: the recovery code is typed and never part of an address")
    void recoveryMail() {
        var mail = render(
                MailKind.PASSWORD_RESET, "representative", "nl", facts(MailKind.PASSWORD_RESET, "representative"));
        assertThat(List.of(mail.text(), mail.html()))
                .allSatisfy(body -> assertThat(body)
                        .contains("TOKEN-7K2M-QX4P", "één keer", "14.15", "het oude wachtwoord blijft gelden")
                        .containsPattern("Ga naar MijnHelpdeskPO, klik op ('|&#39;)Wachtwoord vergeten"));
    }

    @Test
    @DisplayName("S-140: HTML escapes what came from outside; text says it as it is")
    void htmlIsEscaped() {
        var facts = facts(MailKind.LINKED, "user");
        facts.put("institutionName", "<b>'t Web & Co</b> ${7*7} [[${pin}]]");
        var mail = render(MailKind.LINKED, "user", "nl", facts);
        assertThat(mail.html())
                .contains("&lt;b&gt;")
                .contains("Web &amp; Co")
                .contains("${7*7}")
                .doesNotContain("<b>")
                .doesNotContain("49");
        assertThat(mail.text()).contains("<b>'t Web & Co</b> ${7*7} [[${pin}]]");
        assertThat(mail).hasToString("Mail[redacted]");
    }

    /** Also leaves what it made in {@code target/mails}, to be looked at. */
    private Mail render(MailKind kind, String role, String language, Map<String, Object> facts) {
        var mail = templates.render(kind, role, Locale.forLanguageTag(language), facts);
        try {
            var folder = Files.createDirectories(Path.of("target", "mails"));
            var name = kind.label() + "." + role + "." + language;
            Files.writeString(folder.resolve(name + ".html"), mail.html());
            Files.writeString(folder.resolve(name + ".txt"), "Subject: " + mail.subject() + "\n\n" + mail.text());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return mail;
    }

    private static List<String> roles(MailKind kind) {
        return switch (kind) {
            case PIN -> List.of("user");
            case PASSWORD_RESET -> List.of("representative");
            default -> List.of("user", "representative");
        };
    }

    private static Map<String, Object> facts(MailKind kind, String role) {
        var facts = new HashMap<String, Object>(Map.of("happenedAt", ASKED, "expiresAt", ASKED.plusSeconds(600)));
        if (kind == MailKind.PIN) {
            facts.put("pin", "004217");
            return facts;
        }
        if (!WITHOUT_INSTITUTION.contains(kind) || role.equals("representative")) {
            facts.put("institutionCode", "10AB");
            facts.put("institutionName", "De Regenboog");
        }
        switch (kind) {
            case PASSWORD_RESET -> facts.put("token", "TOKEN-7K2M-QX4P");
            case LINKED -> facts.putAll(Map.of("organisation", "KvK 12345678", "proofKind", "account"));
            case REMOVED -> facts.put("reason", "officer");
            case ACCOUNT_BLOCKED -> facts.put("reason", "failed-attempts");
            case ACTIVATION_CODE -> facts.put("validUntil", ASKED.plusSeconds(86400));
            default -> {}
        }
        return facts;
    }
}
