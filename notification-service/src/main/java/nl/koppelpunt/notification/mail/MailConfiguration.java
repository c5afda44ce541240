// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.notification.mail;

import nl.koppelpunt.platform.settings.RequiredSetting;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** The rooms for blocking work, and what it works with. */
@Configuration(proxyBeanMethods = false)
class MailConfiguration {
    /** The framework does without a mail server; we are nothing without it. */
    @Bean
    static RequiredSetting whoTakesTheMail() {
        return new RequiredSetting("spring.mail.host");
    }

    /** SMTP blocks, so it has threads of its own, few and counted. */
    @Bean(destroyMethod = "dispose")
    Scheduler sending(OutgoingMailProperties properties) {
        return room("mail-send", properties.sending());
    }

    /** Apart from SMTP: a stalled mail server must not stop events from being recorded. */
    @Bean(destroyMethod = "dispose")
    Scheduler unsealing(OutgoingMailProperties properties) {
        return room("mail-unseal", properties.unsealing());
    }

    private static Scheduler room(String name, OutgoingMailProperties.Room room) {
        return Schedulers.newBoundedElastic(room.parallelism(), room.queueSize(), name);
    }
}
