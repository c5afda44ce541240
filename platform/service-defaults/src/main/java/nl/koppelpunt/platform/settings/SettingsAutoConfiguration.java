// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.settings;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** Refuses to start with wrong settings. */
@AutoConfiguration(afterName = "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration")
class SettingsAutoConfiguration {

    @Bean
    static SettingsCheck settingsCheck(Environment environment) {
        return new SettingsCheck(environment, SettingExamples.ofClassPath());
    }

    /** Without it Flyway would keep quiet, and the program run on whatever tables it finds. */
    @Bean
    @ConditionalOnClass(name = "org.flywaydb.core.Flyway")
    @ConditionalOnMissingBean(type = "org.flywaydb.core.Flyway")
    @ConditionalOnBooleanProperty(name = "spring.flyway.enabled", matchIfMissing = true)
    static RequiredSetting databaseToMigrate() {
        return new RequiredSetting("spring.flyway.url");
    }
}
