// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.notification;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.DynamicPropertyRegistrar;

@TestConfiguration(proxyBeanMethods = false)
class NotificationTestSupport {
    @Bean
    MailServer mailServer() {
        return new MailServer();
    }

    @Bean
    DynamicPropertyRegistrar mailServerPort(MailServer server) {
        return registry -> registry.add("spring.mail.port", server::port);
    }
}
