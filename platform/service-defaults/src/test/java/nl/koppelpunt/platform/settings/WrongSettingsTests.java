// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchException;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** A wrong or missing setting stops a program at start with one line that names it, what is wrong and an example. */
@ExtendWith(OutputCaptureExtension.class)
class WrongSettingsTests {

    private static final String SECRET = "kanarie-geheim";

    @TempDir
    private Path folder;

    private final Map<String, Object> settings = new LinkedHashMap<>();

    @BeforeEach
    void rightSettings() throws IOException {
        settings.put("spring.application.name", "sample-service");
        settings.put("server.port", "0");
        settings.put("koppelpunt.security.person.issuer", "https://portal.example");
        settings.put("koppelpunt.security.person.jwk-set-uri", "https://portal.example/keys");
        settings.put("koppelpunt.sample.name", "sample");
        settings.put("koppelpunt.sample.room.seats", "4");
        settings.put("koppelpunt.sample.labels.any.name", "label");
        settings.put("koppelpunt.sample.words[0]", "word");
        settings.put("koppelpunt.sample.poll-interval", "2s");
        settings.put("koppelpunt.other-program.anything", "x");
        settings.put("koppelpunt.samples", "one letter from a group, and another program's");
        settings.put("koppelpunt.sample.key-file", file("key", "x".repeat(ConfiguredProgram.SHORTEST_KEY)));
    }

    @Test
    void rightSettingsStart(CapturedOutput output) {
        try (var context = program().run(arguments())) {
            assertThat(context.isActive()).isTrue();
        }
        assertThat(output.getErr()).isEmpty();
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource(delimiter = '|', textBlock = """
                    koppelpunt.sample.name           |                    | koppelpunt.sample.name is missing, for example Voorbeeld
                    koppelpunt.sample.name           | ''                 | koppelpunt.sample.name is empty, for example Voorbeeld
                    koppelpunt.sample.key-file       |                    | koppelpunt.sample.key-file is missing, for example /run/secrets/key
                    koppelpunt.sample.key-file       | /kanarie-geheim    | koppelpunt.sample.key-file names a file that does not exist, for example /run/secrets/key
                    koppelpunt.sample.tries          | kanarie-geheim     | koppelpunt.sample.tries is not a number, for example 3
                    koppelpunt.sample.tries          | 0                  | koppelpunt.sample.tries must be greater than or equal to 1, for example 3
                    koppelpunt.sample.pause          | kanarie-geheim     | koppelpunt.sample.pause is not a duration
                    koppelpunt.sample.language       | kanarie-geheim     | koppelpunt.sample.language is not one of nl, en
                    koppelpunt.sample.service-url    | kanarie-geheim     | koppelpunt.sample.service-url is not a URL, for example https://service.example
                    koppelpunt.sample.service-url    | localhost:8080     | koppelpunt.sample.service-url is not a URL, for example https://service.example
                    koppelpunt.sample.service-url    | https:/            | koppelpunt.sample.service-url is not a URL, for example https://service.example
                    koppelpunt.sample.room.seats     |                    | koppelpunt.sample.room.seats is missing, for example 12
                    koppelpunt.sample.room.seats     | kanarie-geheim     | koppelpunt.sample.room.seats is not a number, for example 12
                    koppelpunt.sample.name           | ${kanarie}         | koppelpunt.sample.name refers to kanarie, which is not set, for example Voorbeeld
                    spring.http.clients.read-timeout | ${kanarie}         | spring.http.clients.read-timeout refers to kanarie, which is not set
                    spring.mail.password             | x${kanarie-geheim} | spring.mail.password refers to something that is not set
                    koppelpunt.sample.tris           | kanarie-geheim     | koppelpunt.sample.tris is not a setting of this program, did you mean koppelpunt.sample.tries?
                    koppelpunt.sampel.tries          | kanarie-geheim     | koppelpunt.sampel.tries is not a setting of this program, did you mean koppelpunt.sample.tries?
                    koppelpunt.sample.something-else | kanarie-geheim     | koppelpunt.sample.something-else is not a setting of this program
                    koppelpunt.sample.room.tables[0] | kanarie-geheim     | koppelpunt.sample.room.tables[0] is not a setting of this program
                    koppelpunt.security.person.issuer |                   | koppelpunt.security.person.issuer is missing, for example https://portal.example
                    server.port                      | kanarie-geheim     | server.port is not a number, for example 8080
                    spring.config.import             | configtree:/kanarie-folder/ | spring.config.import names resource 'config tree [/kanarie-folder]' via location 'configtree:/kanarie-folder/', which does not exist, for example configtree:/run/secrets/
                    """)
    void oneLineSaysWhatIsWrong(String name, String value, String line, CapturedOutput output) {
        settings.remove(name);
        if (value != null) {
            settings.put(name, value);
        }

        start();

        assertThat(told(output)).endsWith(" does not start: " + line).doesNotContain(SECRET);
    }

    @Test
    void everyWrongSettingIsNamedInThatLine(CapturedOutput output) {
        settings.put("koppelpunt.sample.name", "");
        settings.put("koppelpunt.sample.tries", "many");
        settings.put("koppelpunt.sample.pause", "long");
        settings.put("koppelpunt.sample.wrds", "word");
        settings.remove("koppelpunt.sample.key-file");
        settings.remove("koppelpunt.security.person.issuer");
        settings.remove("koppelpunt.security.person.jwk-set-uri");

        start();

        assertThat(told(output))
                .startsWith("sample-service does not start: ")
                .contains(
                        "koppelpunt.sample.name is empty",
                        "koppelpunt.sample.tries is not a number",
                        "koppelpunt.sample.pause is not a duration",
                        "koppelpunt.sample.key-file is missing",
                        "koppelpunt.security.person.issuer is missing",
                        "koppelpunt.security.person.jwk-set-uri is missing",
                        "koppelpunt.sample.wrds is not a setting of this program, did you mean koppelpunt.sample.words?")
                .doesNotContain("koppelpunt.sample.room");
    }

    @Test
    void whatAModuleFindsWrongInAFileIsSaidTheSameWay(CapturedOutput output) throws IOException {
        settings.put("koppelpunt.sample.key-file", file("short", SECRET));

        start();

        assertThat(told(output))
                .isEqualTo("sample-service does not start: koppelpunt.sample.key-file names a file with fewer than 32"
                        + " bytes, for example /run/secrets/key");
    }

    @Test
    void aFileThatIsEmptyIsNamed(CapturedOutput output) throws IOException {
        settings.put("koppelpunt.sample.key-file", file("empty", ""));

        start();

        assertThat(told(output)).contains("koppelpunt.sample.key-file names an empty file");
    }

    @ParameterizedTest
    @CsvSource({"server.port, 8080", "management.server.port, 9080"})
    void aPortThatIsTakenIsNamed(String name, String example, CapturedOutput output) throws IOException {
        try (var taken = new ServerSocket(0)) {
            settings.put(name, taken.getLocalPort());

            start();

            assertThat(told(output))
                    .isEqualTo("sample-service does not start: " + name + " is " + taken.getLocalPort()
                            + ", a port that another program has taken, for example " + example);
        }
    }

    @Test
    void aFileOfSettingsThatIsNoYamlIsSaidSo(CapturedOutput output) throws IOException {
        settings.put("spring.config.additional-location", file("settings.yaml", "a: b\nc: " + SECRET + ": d: }\n"));

        start();

        assertThat(told(output))
                .endsWith(" does not start: a YAML file of settings cannot be read at line 2")
                .doesNotContain(SECRET);
    }

    @Test
    void aVariableThatThePlatformSetsStopsNothing(CapturedOutput output) {
        var variables = Map.<String, Object>of(
                "KOPPELPUNT_SAMPLE_PORT_8080_TCP_ADDR", "10.0.0.1",
                "KOPPELPUNT_SAMPLE_SERVICE_HOST", "10.0.0.1",
                "KOPPELPUNT_SAMPLE_TRIES", "2",
                "KOPPELPUNT_SAMPLE_PUASE", "1s");
        var program = program();
        program.addInitializers(context -> context.getEnvironment()
                .getPropertySources()
                .replace("systemEnvironment", new SystemEnvironmentPropertySource("systemEnvironment", variables)));

        try (var context = program.run(arguments())) {
            assertThat(context.getBean(ConfiguredProgram.SampleProperties.class).tries())
                    .isEqualTo(2);
        }

        assertThat(output.getErr()).isEmpty();
        assertThat(output.getOut().lines().filter(line -> line.contains("did you mean")))
                .singleElement()
                .asString()
                .contains("KOPPELPUNT_SAMPLE_PUASE", "koppelpunt.sample.pause");
    }

    @Test
    void anyOtherFailureIsToldInFull(CapturedOutput output) {
        var program = program();
        program.addInitializers(_ -> {
            throw new IllegalStateException("not about settings");
        });

        assertThat(catchException(() -> program.run(arguments()))).hasMessage("not about settings");
        assertThat(output.getErr()).isEmpty();
        assertThat(output.getOut()).contains("Application run failed", "not about settings");
    }

    private void start() {
        assertThat(catchException(() -> program().run(arguments()))).isNotNull();
    }

    /** The only line on standard error; the log holds none about the failure. */
    private static String told(CapturedOutput output) {
        assertThat(output.getOut()).doesNotContain("WARN", "ERROR", "Exception", SECRET);
        assertThat(output.getErr()).doesNotContain(SECRET);
        return output.getErr()
                .lines()
                .reduce((one, other) -> one + "\n" + other)
                .orElse("");
    }

    private static SpringApplication program() {
        return new SpringApplication(ConfiguredProgram.class);
    }

    private String[] arguments() {
        return Stream.concat(
                        Stream.of("--spring.main.banner-mode=off"),
                        settings.entrySet().stream().map(it -> "--" + it.getKey() + "=" + it.getValue()))
                .toArray(String[]::new);
    }

    private String file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }
}
