// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChromiumTests {

    @TempDir
    private Path folder;

    @Test
    void aMachineWithoutABrowserIsToldWhatToInstall() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Chromium.executable(Map.of("PATH", folder.toString())))
                .withMessage("The browser tests need Chromium on the PATH, or its path in CHROMIUM_PATH.");
    }

    @Test
    void aWrongPathIsNamed() {
        var missing = folder.resolve("browser").toString();

        assertThatIllegalStateException()
                .isThrownBy(() -> Chromium.executable(Map.of("CHROMIUM_PATH", missing)))
                .withMessageContaining(missing);
    }

    @Test
    void theFirstBrowserOnThePathIsTaken() throws IOException {
        var browser = Files.writeString(folder.resolve("chromium-browser"), "");
        assertThat(browser.toFile().setExecutable(true)).isTrue();

        assertThat(Chromium.executable(Map.of("PATH", folder.toString()))).isEqualTo(browser);
    }
}
