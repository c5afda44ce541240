// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cache is used where it fits; where it does not, the program starts all the same and says the same. */
class StartCacheTests {

    private static final List<String> PROGRAM = List.of("-version");

    @TempDir
    private static Path made;

    @TempDir
    private Path folder;

    private StartCache cache;

    @BeforeAll
    static void make() throws Exception {
        var file = new StartCache(made).draft();
        assertThat(run(List.of("-XX:+UseSerialGC", "-XX:AOTCacheOutput=" + file)))
                .isZero();
        assertThat(file).isNotEmptyFile();
    }

    @BeforeEach
    void cache() throws IOException {
        cache = new StartCache(folder);
        Files.copy(new StartCache(made).draft(), cache.draft(), StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    void withoutOneNothingIsAskedOfTheJvm() {
        assertThat(cache.use()).isEmpty();
        assertThat(cache.discard()).isFalse();
    }

    @Test
    void oneThatFitsIsUsed() throws Exception {
        cache.keepDraft();

        assertThat(run(serial("-XX:AOTMode=on"))).isZero();
    }

    @Test
    void oneMadeForOtherOptionsIsLeftOut() throws Exception {
        cache.keepDraft();

        assertThat(run(with("-XX:+UseParallelGC"))).isZero();
    }

    @Test
    void oneThatIsCutOffIsLeftOut() throws Exception {
        var whole = Files.readAllBytes(cache.draft());
        Files.write(cache.draft(), Arrays.copyOf(whole, whole.length / 2));
        cache.keepDraft();

        assertThat(run(serial())).isZero();
    }

    @Test
    void oneThatIsNoneIsLeftOut() throws Exception {
        Files.writeString(cache.draft(), "no cache");
        cache.keepDraft();

        assertThat(run(serial())).isZero();
        assertThat(cache.discard()).isTrue();
        assertThat(cache.exists()).isFalse();
    }

    @Test
    void oneThatDisappearsMeanwhileIsLeftOut() throws Exception {
        cache.keepDraft();
        var options = serial();
        assertThat(cache.discard()).isTrue();

        assertThat(run(options)).isZero();
    }

    private List<String> serial(String... more) {
        var options = with("-XX:+UseSerialGC");
        options.addAll(List.of(more));
        return options;
    }

    private List<String> with(String option) {
        var options = new ArrayList<>(cache.use());
        options.add(option);
        return options;
    }

    private static int run(List<String> options) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(Installation.java()));
        command.addAll(options);
        command.addAll(PROGRAM);
        var process = new ProcessBuilder(command).inheritIO().start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }
}
