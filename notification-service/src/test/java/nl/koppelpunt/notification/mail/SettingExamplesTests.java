// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.notification.mail;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.support.PropertiesLoaderUtils;

/** Whoever starts this service without a required setting is told what one looks like. */
class SettingExamplesTests {
    @Test
    void everyRequiredSettingHasAnExample() throws IOException {
        var examples = PropertiesLoaderUtils.loadAllProperties("META-INF/koppelpunt/setting-examples.properties");
        var required = Arrays.stream(OutgoingMailProperties.class.getDeclaredConstructors()[0].getParameters())
                .filter(setting ->
                        (setting.isAnnotationPresent(NotNull.class) || setting.isAnnotationPresent(NotBlank.class))
                                && !setting.isAnnotationPresent(DefaultValue.class))
                .map(setting -> "koppelpunt.mail." + DataObjectPropertyName.toDashedForm(setting.getName()))
                .toList();
        assertThat(required).isNotEmpty();
        assertThat(examples.stringPropertyNames()).containsAll(required).contains("koppelpunt.oin", "spring.mail.host");
    }
}
