// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.notification.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Both languages say the same things, with the same facts in them. */
class MailTextsTests {
    private static final Pattern ARGUMENT = Pattern.compile("\\{(\\d)}");
    private static final Pattern LONE_QUOTE = Pattern.compile("(?<!')'(?!')");

    private final Properties dutch = texts("/mail.properties");
    private final Properties english = texts("/mail_en.properties");

    @Test
    void everyTextIsThereInBothLanguages() {
        assertThat(english.stringPropertyNames()).isEqualTo(dutch.stringPropertyNames());
    }

    @Test
    void everyTextNamesTheSameFactsInBothLanguages() {
        assertThat(dutch.stringPropertyNames())
                .allSatisfy(key -> assertThat(arguments(english.getProperty(key)))
                        .as(key)
                        .isEqualTo(arguments(dutch.getProperty(key))));
    }

    /** MessageFormat drops a single quote, and what it quotes is not filled in. */
    @Test
    void aQuoteIsWrittenTwiceWhereThereAreFacts() {
        for (var texts : new Properties[] {dutch, english}) {
            assertThat(texts.stringPropertyNames())
                    .filteredOn(key -> !arguments(texts.getProperty(key)).isEmpty())
                    .allSatisfy(key -> assertThat(texts.getProperty(key)).doesNotContainPattern(LONE_QUOTE));
        }
    }

    @Test
    void noTextIsLeftInTheOtherLanguage() {
        assertThat(dutch.stringPropertyNames())
                .allSatisfy(key -> assertThat(english.getProperty(key)).as(key).isNotEqualTo(dutch.getProperty(key)));
    }

    private static Set<String> arguments(String text) {
        return ARGUMENT.matcher(text).results().map(found -> found.group(1)).collect(Collectors.toSet());
    }

    private static Properties texts(String resource) {
        var texts = new Properties();
        try (var in = Objects.requireNonNull(MailTextsTests.class.getResourceAsStream(resource), resource)) {
            texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
        return texts;
    }
}
