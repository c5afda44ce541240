// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;

/** S-148: a secret comes from outside or not at all, for every setting this program can read. */
class SecretDefaultsTests {

    private static final Pattern SECRET =
            Pattern.compile("(?i).*(password|secret|passphrase|private|token|key|keys|keyset)(-?file)?");

    @Test
    void noFileOfDefaultsHoldsASecret() throws IOException {
        assertThat(Stream.of(program(), shared()).flatMap(it -> it.stringPropertyNames().stream()))
                .hasSizeGreaterThan(20)
                .noneMatch(name -> SECRET.matcher(name).matches());
    }

    @Test
    void noSettingOfASecretHasADefaultInCode() {
        var secrets = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("nl.koppelpunt").stream()
                        .filter(type -> type.isAnnotatedWith(ConfigurationProperties.class))
                        .map(JavaClass::reflect)
                        .flatMap(SecretDefaultsTests::components)
                        .filter(it -> SECRET.matcher(it.getName()).matches())
                        .toList();

        assertThat(secrets)
                .extracting(RecordComponent::getName)
                .contains("codeKeysFile", "keysetFile", "indexKeysetFile");
        assertThat(secrets).noneMatch(SecretDefaultsTests::hasDefault);
    }

    private static Stream<RecordComponent> components(Class<?> type) {
        return type.isRecord()
                ? Stream.of(type.getRecordComponents())
                        .flatMap(it -> Stream.concat(Stream.of(it), components(it.getType())))
                : Stream.empty();
    }

    private static boolean hasDefault(RecordComponent component) {
        var type = component.getDeclaringRecord();
        return Stream.of(type.getDeclaredConstructors())
                .flatMap(it -> Stream.of(it.getParameters()))
                .anyMatch(it -> it.getName().equals(component.getName()) && it.isAnnotationPresent(DefaultValue.class));
    }

    private static Properties program() {
        var yaml = new YamlPropertiesFactoryBean();
        yaml.setResources(new ClassPathResource("application.yaml"));
        return Objects.requireNonNull(yaml.getObject());
    }

    private static Properties shared() throws IOException {
        return PropertiesLoaderUtils.loadProperties(new ClassPathResource("koppelpunt-defaults.properties"));
    }
}
