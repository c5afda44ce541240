// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Wires what is not a component of its own. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
@EnableConfigurationProperties({EHerkenningProperties.class, CookieSettings.class})
class EHerkenningConfiguration {

    @Bean
    OwnKeys ownKeys(EHerkenningProperties properties) {
        return OwnKeys.load(properties);
    }

    @Bean
    ReturnPath returnPath(EHerkenningProperties properties) {
        return new ReturnPath(properties.returnPaths());
    }

    @Bean
    MessageVerification messageVerification(EHerkenningProperties properties, OwnKeys keys, Clock clock) {
        return new MessageVerification(properties.serviceProvider(), keys.decryption(), clock);
    }
}
