// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.notification;

import nl.koppelpunt.platform.defaults.AccessRules;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

@Configuration(proxyBeanMethods = false)
class NotificationConfiguration {
    @Bean
    AccessRules accessRules() {
        return exchanges -> exchanges
                .pathMatchers(HttpMethod.GET, OpenApiController.PATH)
                .permitAll()
                .pathMatchers("/api/notifications/v1/deliveries", "/api/notifications/v1/deliveries/**")
                .hasAuthority("OFFICER");
    }
}
