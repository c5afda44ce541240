// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.test;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The browser that is installed on this machine; none is downloaded. Who uses it depends on Playwright itself. */
public record Chromium(Playwright playwright, Browser browser) implements AutoCloseable {

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    /** Ends with an {@link IllegalStateException} that says what to install when there is no browser. */
    public static Chromium launch() {
        var executable = executable(System.getenv());
        var options = new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"));
        var playwright = Playwright.create(options);
        var browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable)
                        .setHeadless(true)
                        .setArgs(FLAGS));
        return new Chromium(playwright, browser);
    }

    /** Looked for before Playwright starts, which would say the same in a page of trace. */
    static Path executable(Map<String, String> environment) {
        var configured = environment.get("CHROMIUM_PATH");
        if (configured != null) {
            var executable = Path.of(configured);
            if (!Files.isExecutable(executable)) {
                throw new IllegalStateException("CHROMIUM_PATH names " + executable + ", which is no program.");
            }
            return executable;
        }
        var path = Pattern.compile(Pattern.quote(System.getProperty("path.separator")));
        return path.splitAsStream(environment.getOrDefault("PATH", ""))
                .flatMap(folder -> candidates(Path.of(folder)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "The browser tests need Chromium on the PATH, or its path in CHROMIUM_PATH."));
    }

    private static Stream<Path> candidates(Path folder) {
        return NAMES.stream().map(folder::resolve);
    }

    @Override
    public void close() {
        playwright.close();
    }
}
