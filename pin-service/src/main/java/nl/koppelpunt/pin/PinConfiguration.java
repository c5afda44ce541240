// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.pin;

import nl.koppelpunt.platform.defaults.AccessRules;
import nl.koppelpunt.platform.settings.RequiredSetting;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

/** Wiring that no stereotype can say. */
@Configuration(proxyBeanMethods = false)
class PinConfiguration {
    @Bean
    MacKeys macKeys(PinProperties properties, JsonMapper json) {
        return MacKeys.read(properties.macKeysFile(), json);
    }

    /** Every PIN is sealed for the mailer. */
    @Bean
    static RequiredSetting keysOfTheMailer() {
        return new RequiredSetting("koppelpunt.outbox.recipient-keys-file");
    }

    @Bean(destroyMethod = "dispose")
    Scheduler pinCrypto(PinProperties properties) {
        var crypto = properties.crypto();
        return Schedulers.newBoundedElastic(crypto.parallelism(), crypto.queueSize(), "pin-crypto");
    }

    @Bean
    AccessRules accessRules() {
        return exchanges -> exchanges
                .pathMatchers("/api/pins/v1/pins/**", "/api/pins/v1/pins")
                .hasAnyAuthority("SERVICE_internal", "MACHINE_pins:issue");
    }
}
