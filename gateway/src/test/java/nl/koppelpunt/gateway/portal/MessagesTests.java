// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.koppelpunt.gateway.portal.Failure.WayOn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.EncodedResource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.io.support.PropertiesLoaderUtils;

/** Both languages say the same, and nothing is said outside them. */
class MessagesTests {

    private static final Properties DUTCH = bundle("messages.properties");
    private static final Properties ENGLISH = bundle("messages_en.properties");

    private static final Pattern ARGUMENT = Pattern.compile("\\{\\d+}");
    private static final Pattern TAG = Pattern.compile("</?\\w+>");
    private static final Pattern KEY = Pattern.compile("words\\.(?:of|sentence)\\('([a-z0-9.-]+)'");
    private static final Pattern SPOKEN_ATTRIBUTE =
            Pattern.compile(" (?:aria-label|title|alt|placeholder|label)=\"[^\"]+\"");
    private static final Pattern LITERAL = Pattern.compile("'([^']*)'");

    @Test
    void bothLanguagesHaveTheSameKeys() {
        assertThat(ENGLISH.stringPropertyNames()).isEqualTo(DUTCH.stringPropertyNames());
    }

    @Test
    void messageNamesTheSameThingsInBothLanguages() {
        for (var key : DUTCH.stringPropertyNames()) {
            assertThat(found(ARGUMENT, ENGLISH.getProperty(key)))
                    .as(key)
                    .isEqualTo(found(ARGUMENT, DUTCH.getProperty(key)));
            assertThat(found(TAG, ENGLISH.getProperty(key))).as(key).isEqualTo(found(TAG, DUTCH.getProperty(key)));
        }
    }

    @Test
    void messageIsNeitherEmptyNorQuotedByAnApostrophe() {
        assertThat(Stream.of(DUTCH, ENGLISH)
                        .flatMap(bundle -> bundle.values().stream().map(String::valueOf)))
                .noneMatch(String::isBlank)
                .noneMatch(text -> text.contains("'"));
    }

    @Test
    void errorOfMoreSentencesEndsWithAFullStop() {
        Stream.of(DUTCH, ENGLISH)
                .forEach(bundle -> bundle.forEach((key, text) -> {
                    if (key.toString().startsWith("field.") && text.toString().matches(".*[.?!] .*")) {
                        assertThat(text.toString()).as(key.toString()).endsWith(".");
                    }
                }));
    }

    @Test
    void oneThingIsSpelledOneWay() {
        DUTCH.forEach((key, text) -> {
            if (!key.equals("link.email") && !key.equals("link.intro")) {
                assertThat(text.toString()).as(key.toString()).doesNotContainPattern("(?i)\\bemail");
            }
            assertThat(text.toString()).as(key.toString()).doesNotContain("eHerkenningmiddel");
        });
    }

    @Test
    void noDutchWordIsLeftInEnglish() {
        ENGLISH.forEach((key, text) -> {
            if (!key.equals("page.other-language")) {
                assertThat(DutchWords.in(text.toString()))
                        .as("%s=%s", key, text)
                        .isEmpty();
            }
        });
    }

    @Test
    void everyFailureAndEveryWayOnHasItsWords() {
        var failures = Arrays.stream(Failure.values())
                .flatMap(failure ->
                        Stream.of("title", "what", "advice").map(part -> "failure." + failure.code() + "." + part));
        var waysOn = Arrays.stream(WayOn.values())
                .map(wayOn -> FailurePage.wayOn(wayOn).label().key());

        assertThat(DUTCH.stringPropertyNames().stream()
                        .filter(key -> key.startsWith("failure.") || key.startsWith("way-on.")))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(failures, waysOn).toList());
    }

    @ParameterizedTest
    @MethodSource("templates")
    void templateHasNoWordsOfItsOwn(Resource template) throws IOException {
        var source =
                template.getContentAsString(StandardCharsets.UTF_8).replaceAll("(?s)<!--.*?-->|<!DOCTYPE[^>]*>", "");

        assertThat(source.replaceAll("(?s)\\[\\[.*?]]", "").replaceAll("(?s)<[^>]*>", ""))
                .doesNotContainPattern("\\p{L}");
        assertThat(found(SPOKEN_ATTRIBUTE, source)).isEmpty();
        assertThat(LITERAL.matcher(source).results().map(literal -> literal.group(1)))
                .noneMatch(literal -> literal.matches("(?s).*\\p{L}.*") && literal.matches("(?s).*[\\s\\p{Lu}].*"));
        assertThat(DUTCH.stringPropertyNames())
                .containsAll(
                        KEY.matcher(source).results().map(key -> key.group(1)).toList());
    }

    static Resource[] templates() throws IOException {
        return new PathMatchingResourcePatternResolver().getResources("classpath:templates/*.html");
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Properties bundle(String name) {
        try {
            return PropertiesLoaderUtils.loadProperties(
                    new EncodedResource(new ClassPathResource(name), StandardCharsets.UTF_8));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
