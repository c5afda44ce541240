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
    KeyRing keyRing(EHerkenningProperties properties, XmlWork work, Clock clock) {
        return KeyRing.of(new KeyFiles(properties), work, clock);
    }

    @Bean
    ReturnPath returnPath(EHerkenningProperties properties) {
        return new ReturnPath(properties.returnPaths());
    }

    @Bean
    MessageVerification messageVerification(EHerkenningProperties properties, KeyRing keys, Clock clock) {
        return new MessageVerification(properties.serviceProvider(), keys::decryption, clock);
    }

    @Bean
    LogOutAnswerCheck logOutAnswerCheck(EHerkenningProperties properties, Clock clock) {
        return new LogOutAnswerCheck(properties.serviceProvider(), properties.logOutUrl(), clock);
    }
}
