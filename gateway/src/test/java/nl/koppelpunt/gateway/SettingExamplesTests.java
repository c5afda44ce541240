// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.constraints.NotNull;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import nl.koppelpunt.platform.test.TemporaryFolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.validation.FieldError;

/** Whoever starts the gateway with a required setting missing or wrong is told which, and what one looks like. */
class SettingExamplesTests {

    private static final String PREFIX = "koppelpunt.gateway.";
    private static final String UPSTREAM = PREFIX + "portal-upstream-url=http://portal-application:8095";
    private static final String AUDIENCE = PREFIX + "portal-audience=portal-application";

    private Path folder = Path.of("");
    private Path key = Path.of("");

    @BeforeEach
    void makeAKey() throws IOException {
        folder = TemporaryFolder.create("settings");
        key = Files.write(folder.resolve("good.key"), new byte[32]);
    }

    @Test
    void everyRequiredSettingHasAnExample() throws IOException {
        var examples = PropertiesLoaderUtils.loadAllProperties("META-INF/koppelpunt/setting-examples.properties");
        var required = Arrays.stream(GatewayProperties.class.getDeclaredConstructors()[0].getParameters())
                .filter(setting -> setting.isAnnotationPresent(NotNull.class))
                .map(setting -> PREFIX + DataObjectPropertyName.toDashedForm(setting.getName()))
                .toList();

        assertThat(required).hasSizeGreaterThanOrEqualTo(5);
        assertThat(examples.stringPropertyNames())
                .containsAll(required)
                .contains(PREFIX + "portal-upstream-url", PREFIX + "portal-audience");
    }

    @Test
    void keyFileThatIsAbsentOrTooShortIsNamed() throws IOException {
        var tooShort = Files.write(folder.resolve("short.key"), new byte[31]);

        assertThat(faults(folder.resolve("absent.key")))
                .containsExactly("csrfKeyFile names no file that can be read and holds at least 32 random bytes");
        assertThat(faults(tooShort)).hasSize(1).allMatch(fault -> fault.startsWith("csrfKeyFile "));
        assertThat(faults(folder)).hasSize(1);
        assertThat(faults(key)).isEmpty();
    }

    @Test
    void applicationNeedsAnAddressAndAnAudience() {
        assertThat(faults(key, UPSTREAM))
                .containsExactly("portalAudience is missing: portal-upstream-url and portal-audience go together");
        assertThat(faults(key, AUDIENCE))
                .hasSize(1)
                .allMatch(fault -> fault.startsWith("portalUpstreamUrl is missing"));
        assertThat(faults(key, UPSTREAM, AUDIENCE)).isEmpty();
    }

    /** What stands between these settings and a start, as the framework finds it. */
    private List<String> faults(Path csrfKey, String... more) {
        var found = new ArrayList<String>();
        new ApplicationContextRunner()
                .withUserConfiguration(Settings.class)
                .withPropertyValues(
                        PREFIX + "identity-link-url=http://identity-link-service:8081",
                        PREFIX + "account-url=http://account-service:8082",
                        PREFIX + "pin-url=http://pin-service:8083",
                        PREFIX + "notification-url=http://notification-service:8084",
                        PREFIX + "public-origin=https://portaal.example",
                        PREFIX + "csrf-key-file=" + csrfKey,
                        PREFIX + "source-key-file=" + key)
                .withPropertyValues(more)
                .run(context -> {
                    var failure = context.getStartupFailure();
                    if (failure != null) {
                        var invalid = (BindValidationException) NestedExceptionUtils.getMostSpecificCause(failure);
                        invalid.getValidationErrors().forEach(error -> found.add(said((FieldError) error)));
                    }
                });
        return found;
    }

    private static String said(FieldError error) {
        return error.getField() + " " + error.getDefaultMessage();
    }

    @EnableConfigurationProperties(GatewayProperties.class)
    static class Settings {}
}
