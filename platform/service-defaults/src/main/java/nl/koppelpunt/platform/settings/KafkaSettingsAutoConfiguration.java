// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.settings;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Before the framework offers a broker of its own choice, which is one on this machine. */
@AutoConfiguration(beforeName = "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration")
class KafkaSettingsAutoConfiguration {

    @Bean
    @ConditionalOnClass(name = "org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails")
    @ConditionalOnMissingBean(type = "org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails")
    static RequiredSetting brokerToTellFacts() {
        return new RequiredSetting("spring.kafka.bootstrap-servers");
    }
}
