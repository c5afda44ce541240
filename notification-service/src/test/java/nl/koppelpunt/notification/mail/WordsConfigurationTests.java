// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.notification.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.support.StaticApplicationContext;

/** A portal says it in its own words where it has them, and in ours where it has not. */
class WordsConfigurationTests {
    private static final Locale DUTCH = Locale.forLanguageTag("nl");
    private static final Map<String, Object> FACTS =
            Map.of("pin", "004217", "happenedAt", "vandaag", "expiresAt", "straks");

    @TempDir
    private Path folder;

    @Test
    void aMountedTemplateGoesBeforeOurs() throws IOException {
        Files.writeString(folder.resolve("pin.txt"), "Code: [(${pin})]\n");
        var mail = templates().render(MailKind.PIN, "user", DUTCH, FACTS);
        assertThat(mail.text())
                .contains("Beste heer of mevrouw,", "Code: 004217")
                .doesNotContain("Uw pincode:");
        assertThat(mail.html()).contains("Uw pincode:");
    }

    @Test
    void aMountedLayoutFramesOurTemplates() throws IOException {
        Files.writeString(folder.resolve("layout.html"), """
                <html><body><main th:insert="~{${template}}"></main><p>Eigen voettekst</p></body></html>""");
        assertThat(templates().render(MailKind.PIN, "user", DUTCH, FACTS).html())
                .contains("Eigen voettekst", "004217")
                .doesNotContain("Beste heer of mevrouw,");
    }

    @Test
    void aMountedTextOfOneLanguageLeavesTheOtherAlone() throws IOException {
        Files.writeString(folder.resolve("mail_nl.properties"), "greeting=Goedendag é,\n");
        assertThat(templates().render(MailKind.PIN, "user", DUTCH, FACTS).text())
                .startsWith("Goedendag é,");
        assertThat(templates()
                        .render(MailKind.PIN, "user", Locale.ENGLISH, FACTS)
                        .text())
                .startsWith("Dear Sir or Madam,");
    }

    @Test
    void aFolderThatIsNotThereIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TestMailProperties.withTemplates(folder.resolve("missing")))
                .withMessageContaining("koppelpunt.mail.templates-folder");
    }

    private MailTemplates templates() {
        var properties = TestMailProperties.withTemplates(folder);
        var words = new WordsConfiguration();
        var messages = words.mailTexts(properties);
        return new MailTemplates(
                words.mailTemplateEngine(new StaticApplicationContext(), messages, properties), messages, properties);
    }
}
