// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.notice;

import nl.koppelpunt.platform.settings.RequiredSetting;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class NoticeConfiguration {

    /** Every notice is sealed for the mailer. */
    @Bean
    static RequiredSetting keysOfTheMailer() {
        return new RequiredSetting("koppelpunt.outbox.recipient-keys-file");
    }
}
