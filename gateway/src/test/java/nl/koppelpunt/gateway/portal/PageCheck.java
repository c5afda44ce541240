// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.core.io.ClassPathResource;

/** A page in a browser: accessible, in one language only, no wider than a small screen, and nothing stopped by our policy. */
final class PageCheck {

    private static final int NARROW = 320;
    private static final int WIDE = 1280;
    private static final int HEIGHT = 900;

    private static final String AXE = read("axe.min.js");
    private static final String VIOLATIONS = """
            async () => (await axe.run(document)).violations.map(v => v.id + ' at ' + v.nodes.map(n => n.target).join(', '))""";
    /** Names are names in any language, and what is marked as another language is that. */
    private static final String VISIBLE = """
            () => {
              const copy = document.body.cloneNode(true);
              copy.querySelectorAll('[lang], .portal-sender-name strong, dd').forEach(e => e.remove());
              return copy.textContent;
            }""";

    private final Page page;
    private final String address;
    private final String language;
    private final Path screenshots;
    private final List<String> complaints = new ArrayList<>();

    PageCheck(Page page, String address, String language, Path screenshots) {
        this.page = page;
        this.address = address;
        this.language = language;
        this.screenshots = screenshots;
        // A page that tells what went wrong has an error status itself, and the browser says so.
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
                complaints.add(message.text());
            }
        });
    }

    void at(String path, String name) {
        at(path, name, 200);
    }

    void at(String path, String name, int status) {
        var answer = page.navigate(address + path);
        assertThat(answer.status()).as(name).isEqualTo(status);
        check(name);
    }

    PageCheck with(String field, String value) {
        page.fill(field, value);
        return this;
    }

    void submitted(String form, String name) {
        page.locator(form + " button[type=submit]").click();
        check(name);
    }

    private void check(String name) {
        var as = name + " in " + language;
        assertThat(page.locator("html").getAttribute("lang")).as(as).isEqualTo(language);
        assertThat(page.locator(".portal-language").count()).as(as).isEqualTo(1);
        shoot(NARROW, language + "-" + name + "-narrow");
        assertThat((Integer) page.evaluate("() => document.documentElement.scrollWidth"))
                .as("width of " + as)
                .isLessThanOrEqualTo(NARROW);
        shoot(WIDE, language + "-" + name);
        page.evaluate(AXE);
        assertThat(page.evaluate(VIOLATIONS)).as("accessibility of " + as).isEqualTo(List.of());
        if (language.equals("en")) {
            assertThat(DutchWords.in(page.title() + " " + page.evaluate(VISIBLE)))
                    .as("Dutch on " + as)
                    .isEmpty();
        }
        assertThat(complaints).as("console up to " + as).isEmpty();
    }

    /** Pictures are for people: they are taken when there is time, and decide nothing. */
    private void shoot(int width, String name) {
        page.setViewportSize(width, HEIGHT);
        if (Boolean.getBoolean("koppelpunt.full")) {
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(screenshots.resolve(name + ".png"))
                    .setFullPage(true));
        }
    }

    private static String read(String resource) {
        try {
            return new ClassPathResource(resource).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
