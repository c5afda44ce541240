// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.portaluser;

import nl.koppelpunt.platform.settings.RequiredSetting;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PortalUserConfiguration {

    /** A {@link Notice} is sealed for the mailer. */
    @Bean
    static RequiredSetting keysOfTheMailer() {
        return new RequiredSetting("koppelpunt.outbox.recipient-keys-file");
    }
}
