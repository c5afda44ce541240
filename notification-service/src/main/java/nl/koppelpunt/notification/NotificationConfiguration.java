// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.notification;

import nl.koppelpunt.platform.defaults.AccessRules;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class NotificationConfiguration {
    @Bean
    AccessRules accessRules() {
        return exchanges -> exchanges
                .pathMatchers("/api/notifications/v1/deliveries", "/api/notifications/v1/deliveries/**")
                .hasAuthority("OFFICER");
    }
}
