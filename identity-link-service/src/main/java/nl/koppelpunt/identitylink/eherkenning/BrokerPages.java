// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** The pages that send the browser on to the broker: by itself where it can, by a button or a link where it cannot. */
@Component
final class BrokerPages {

    private static final Pattern TEMPLATE_COMMENT = Pattern.compile("<!--/\\*.*?\\*/-->\\R?", Pattern.DOTALL);

    private final Map<PageLanguage, String> login = templates("by-form.html", "login", "text");
    private final Map<PageLanguage, String> logOut = templates("by-form.html", "logout", "text");
    private final Map<PageLanguage, String> logOutByLink = templates("by-link.html", "logout", "text-link");
    private final byte[] script = resource("submit.js").getBytes(StandardCharsets.UTF_8);

    byte[] login(LoginStart.Started started, PageLanguage language) {
        return page(login, language, started.location(), started.message(), started.relayState());
    }

    /**
     * A browser that follows a redirect still obeys the page whose form began it, which knows no broker: so one that goes
     * by its address is led on by a page as well.
     */
    byte[] logOut(LogOutStart.Leaving leaving, PageLanguage language) {
        return page(
                leaving.byPost() ? logOut : logOutByLink,
                language,
                leaving.location(),
                leaving.message(),
                leaving.relayState());
    }

    byte[] script() {
        return script.clone();
    }

    /** Nothing inline, and the form may go to the broker and nowhere else. */
    static String contentSecurityPolicy(URI broker) {
        return "default-src 'none'; script-src 'self'; style-src 'self'; form-action 'self' " + broker.getScheme()
                + "://" + broker.getRawAuthority() + "; frame-ancestors 'none'; base-uri 'none'";
    }

    private static byte[] page(
            Map<PageLanguage, String> templates,
            PageLanguage language,
            URI location,
            String message,
            String relayState) {
        return Objects.requireNonNull(templates.get(language))
                .replace("{location}", XmlText.escape(location.toString()))
                .replace("{request}", message)
                .replace("{relayState}", relayState)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static Map<PageLanguage, String> templates(String file, String page, String text) {
        String template = TEMPLATE_COMMENT.matcher(resource(file)).replaceAll("");
        return Arrays.stream(PageLanguage.values())
                .collect(Collectors.toUnmodifiableMap(
                        language -> language, language -> inLanguage(language, template, page, text)));
    }

    private static String inLanguage(PageLanguage language, String template, String page, String text) {
        Properties words = words(language);
        return template.replace("{language}", language.code())
                .replace("{title}", word(words, page + ".title"))
                .replace("{heading}", word(words, page + ".heading"))
                .replace("{text}", word(words, page + "." + text))
                .replace("{choice}", word(words, page + ".choice"));
    }

    private static String word(Properties words, String name) {
        return XmlText.escape(Objects.requireNonNull(words.getProperty(name), name));
    }

    private static Properties words(PageLanguage language) {
        Properties words = new Properties();
        try {
            words.load(new StringReader(resource("pages_" + language.code() + ".properties")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return words;
    }

    private static String resource(String name) {
        try {
            return new ClassPathResource("eherkenning/" + name).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
