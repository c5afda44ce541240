// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.test;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.DynamicPropertyRegistrar;

/** Import this to have {@link MailKeys} as a bean, and both sides of sealed events set to use them. */
@TestConfiguration(proxyBeanMethods = false)
public class SealingTestSupport {

    @Bean
    MailKeys mailKeys() {
        return new MailKeys();
    }

    @Bean
    DynamicPropertyRegistrar mailKeyProperties(MailKeys keys) {
        return registry -> {
            registry.add("koppelpunt.outbox.recipient-keys-file", keys::publicKeysFile);
            registry.add("koppelpunt.mail.private-keys-file", keys::privateKeysFile);
        };
    }
}
