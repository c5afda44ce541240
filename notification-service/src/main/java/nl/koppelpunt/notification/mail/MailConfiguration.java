// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.notification.mail;

import java.util.Set;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.thymeleaf.spring6.templateresolver.SpringResourceTemplateResolver;
import org.thymeleaf.templatemode.TemplateMode;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** The rooms for blocking work, and the second kind of template. */
@Configuration(proxyBeanMethods = false)
class MailConfiguration {
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

    @Bean
    SpringResourceTemplateResolver textTemplateResolver(ApplicationContext context) {
        var resolver = new SpringResourceTemplateResolver();
        resolver.setApplicationContext(context);
        resolver.setPrefix("classpath:/templates/");
        resolver.setResolvablePatterns(Set.of("mail/*.txt"));
        resolver.setTemplateMode(TemplateMode.TEXT);
        resolver.setCharacterEncoding("UTF-8");
        resolver.setOrder(1);
        return resolver;
    }

    private static Scheduler room(String name, OutgoingMailProperties.Room room) {
        return Schedulers.newBoundedElastic(room.parallelism(), room.queueSize(), name);
    }
}
