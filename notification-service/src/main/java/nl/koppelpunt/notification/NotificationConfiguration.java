// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.notification;

import nl.koppelpunt.platform.defaults.AccessRules;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Nobody calls this service yet: it opens no path of its own. */
@Configuration(proxyBeanMethods = false)
class NotificationConfiguration {
    @Bean
    AccessRules accessRules() {
        return exchanges -> {};
    }
}
