// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.settings;

import java.util.regex.Pattern;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Before R2DBC offers a connection of its own, which it makes of nothing as well. */
@AutoConfiguration(beforeName = "org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration")
class DatabaseSettingsAutoConfiguration {

    private static final String URL = "spring.r2dbc.url";

    @Bean
    @ConditionalOnClass(name = "org.springframework.boot.r2dbc.autoconfigure.R2dbcConnectionDetails")
    @ConditionalOnMissingBean(
            type = {
                "org.springframework.boot.r2dbc.autoconfigure.R2dbcConnectionDetails",
                "io.r2dbc.spi.ConnectionFactory"
            })
    static RequiredSetting databaseToWorkWith() {
        return new RequiredSetting(URL);
    }

    @Bean
    @Conditional(UrlWithoutUser.class)
    static RequiredSetting userOfTheDatabase() {
        return new RequiredSetting("spring.r2dbc.username");
    }

    static final class UrlWithoutUser implements Condition {

        private static final Pattern USER = Pattern.compile("[^/]*//[^/]*@.*");

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            var url = context.getEnvironment().getProperty(URL);
            return url != null && !USER.matcher(url).matches();
        }
    }
}
