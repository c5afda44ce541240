// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** The page that sends the browser on to the broker: by itself with JavaScript, by a button without. */
@Component
final class LoginPage {

    private static final Pattern TEMPLATE_COMMENT = Pattern.compile("<!--/\\*.*?\\*/-->\\R?", Pattern.DOTALL);

    private final String template =
            TEMPLATE_COMMENT.matcher(resource("login.html")).replaceAll("");
    private final byte[] script = resource("submit.js").getBytes(StandardCharsets.UTF_8);

    byte[] html(LoginStart.Started started) {
        return template.replace("{location}", XmlText.escape(started.location().toString()))
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

    private static String resource(String name) {
        try {
            return new ClassPathResource("eherkenning/" + name).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
