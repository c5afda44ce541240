// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The browser that is installed on this machine; none is downloaded. */
record Chromium(Playwright playwright, Browser browser) implements AutoCloseable {

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static final List<String> FLAGS =
            List.of("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update");

    static Chromium launch() {
        var playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        var options = new LaunchOptions().setExecutablePath(executable()).setArgs(FLAGS);
        return new Chromium(playwright, playwright.chromium().launch(options));
    }

    private static Path executable() {
        var folders = Objects.requireNonNullElse(System.getenv("PATH"), "");
        return Stream.concat(
                        Stream.ofNullable(System.getenv("CHROMIUM_PATH")).map(Path::of),
                        Pattern.compile(":").splitAsStream(folders).flatMap(Chromium::candidates))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "The browser tests need Chromium on the PATH, or its path in CHROMIUM_PATH."));
    }

    private static Stream<Path> candidates(String folder) {
        return NAMES.stream().map(Path.of(folder)::resolve);
    }

    @Override
    public void close() {
        playwright.close();
    }
}
