// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.simulator.saml;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.core.io.ClassPathResource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** A message with {@code {names}} to fill in: text is escaped, elements go in as they are. */
record XmlTemplate(String text) {

    private static final Pattern COMMENT = Pattern.compile("<!--.*?-->", Pattern.DOTALL);
    private static final Pattern LAYOUT = Pattern.compile("(?<=>)\\s+|\\s+(?=<)");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");

    static XmlTemplate named(String name) {
        try {
            var source = new ClassPathResource("saml/" + name + ".xml").getContentAsString(StandardCharsets.UTF_8);
            var bare = COMMENT.matcher(source).replaceAll("");
            return new XmlTemplate(LAYOUT.matcher(bare).replaceAll(""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same without the empty elements of this name. */
    XmlTemplate without(String element) {
        return new XmlTemplate(text.replaceAll("<" + Pattern.quote(element) + "\\s[^>]*/>", ""));
    }

    Document fill(Map<String, ?> values) {
        var filled =
                PLACEHOLDER.matcher(text).replaceAll(match -> Matcher.quoteReplacement(value(match.group(1), values)));
        return Xml.parse(filled.getBytes(StandardCharsets.UTF_8));
    }

    private static String value(String name, Map<String, ?> values) {
        return switch (values.get(name)) {
            case null -> throw new IllegalArgumentException("No value for " + name);
            case Element element -> Xml.write(element);
            case Document document -> Xml.write(document.getDocumentElement());
            case Object other -> Xml.escape(other.toString());
        };
    }
}
