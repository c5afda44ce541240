// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.settings;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Before R2DBC offers a connection of its own, which it makes of nothing as well. */
@AutoConfiguration(beforeName = "org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration")
class DatabaseSettingsAutoConfiguration {

    @Bean
    @ConditionalOnClass(name = "org.springframework.boot.r2dbc.autoconfigure.R2dbcConnectionDetails")
    @ConditionalOnMissingBean(
            type = {
                "org.springframework.boot.r2dbc.autoconfigure.R2dbcConnectionDetails",
                "io.r2dbc.spi.ConnectionFactory"
            })
    static RequiredSetting databaseToWorkWith() {
        return new RequiredSetting("spring.r2dbc.url");
    }
}
