// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** The page that sends the browser on to the broker: by itself with JavaScript, by a button without. */
@Component
final class LoginPage {

    private static final Pattern TEMPLATE_COMMENT = Pattern.compile("<!--/\\*.*?\\*/-->\\R?", Pattern.DOTALL);

    private final Map<PageLanguage, String> templates = Arrays.stream(PageLanguage.values())
            .collect(Collectors.toUnmodifiableMap(language -> language, LoginPage::template));
    private final byte[] script = resource("submit.js").getBytes(StandardCharsets.UTF_8);

    byte[] html(LoginStart.Started started, PageLanguage language) {
        return Objects.requireNonNull(templates.get(language))
                .replace("{location}", XmlText.escape(started.location().toString()))
                .replace("{request}", started.message())
                .replace("{relayState}", started.relayState())
                .getBytes(StandardCharsets.UTF_8);
    }

    byte[] script() {
        return script.clone();
    }

    /** Nothing inline, and the form may go to the broker and nowhere else. */
    static String contentSecurityPolicy(URI broker) {
        return "default-src 'none'; script-src 'self'; style-src 'self'; form-action 'self' " + broker.getScheme()
                + "://" + broker.getRawAuthority() + "; frame-ancestors 'none'; base-uri 'none'";
    }

    private static String template(PageLanguage language) {
        return TEMPLATE_COMMENT
                .matcher(resource("login_" + language.code() + ".html"))
                .replaceAll("");
    }

    private static String resource(String name) {
        try {
            return new ClassPathResource("eherkenning/" + name).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
