// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What holds for every page: accessible, fits a narrow screen, loads nothing that is missing or forbidden. */
final class PageInspection {

    private static final int WIDE = 1280;
    private static final int NARROW = 320;
    private static final int HEIGHT = 900;
    private static final String AXE = read("/axe.min.js");
    private static final String VIOLATIONS = """
            async () => {
              const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
              const result = await axe.run(document, { runOnly: { type: 'tag', values: tags } });
              return result.violations.map(v => v.id + ': ' + v.help + ' at ' + v.nodes.map(n => n.target).join(', '));
            }
            """;

    private static final String LABELS_BELOW_THEIR_FIELD = """
            () => [...document.querySelectorAll('input:not([type=hidden]):not([type=radio]):not([type=checkbox])')]
                .flatMap(field => [...field.labels].map(label => [field, label]))
                .filter(([field, label]) => label.getBoundingClientRect().top > field.getBoundingClientRect().top)
                .map(([field, label]) => label.innerText)
            """;

    private final Path screenshots;
    private final List<String> errors = new ArrayList<>();
    private int number;

    PageInspection(Path screenshots) {
        this.screenshots = screenshots;
    }

    /** The console carries what the content security policy refused, too. */
    void listen(Page page) {
        page.onConsoleMessage(this::remember);
        page.onPageError(error -> errors.add(page.url() + ": " + error));
        page.onResponse(this::remember);
    }

    private void remember(ConsoleMessage message) {
        // A page that tells what went wrong has an error status; a missing part of a page is seen as a response.
        if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
            errors.add(message.location() + ": " + message.text());
        }
    }

    private void remember(Response response) {
        if (response.status() >= 400 && !response.request().isNavigationRequest()) {
            errors.add(response.status() + " " + response.url());
        }
    }

    void inspect(Page page, String name) {
        var prefix = "%02d-%s".formatted(++number, name);
        page.setViewportSize(NARROW, HEIGHT);
        shoot(page, prefix + "-narrow");
        var width = page.evaluate("() => document.documentElement.scrollWidth");
        page.setViewportSize(WIDE, HEIGHT);
        shoot(page, prefix);
        page.evaluate(AXE);
        assertThat(page.evaluate(VIOLATIONS)).as("accessibility of " + name).isEqualTo(List.of());
        assertThat(page.evaluate(LABELS_BELOW_THEIR_FIELD))
                .as("labels of " + name)
                .isEqualTo(List.of());
        assertThat((Integer) width).as("width of " + name).isLessThanOrEqualTo(NARROW);
        assertThat(errors).as("console and failed loads up to " + name).isEmpty();
        Gallery.keep(page, name);
    }

    private void shoot(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(screenshots.resolve(name + ".png"))
                .setFullPage(true));
    }

    private static String read(String resource) {
        try (var in = Objects.requireNonNull(PageInspection.class.getResourceAsStream(resource), resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
