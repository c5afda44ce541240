// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.simulator.login;

import java.security.SecureRandom;
import nl.koppelpunt.simulator.SimulatorProperties;
import nl.koppelpunt.simulator.SimulatorProperties.User;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** The second step of the login: a new code to the mailbox of the user. */
@Component
class CodeMail {

    private final JavaMailSender sender;
    private final SimulatorProperties properties;
    private final SecureRandom random;
    private final Scheduler scheduler;

    CodeMail(JavaMailSender sender, SimulatorProperties properties, SecureRandom random, Scheduler mailScheduler) {
        this.sender = sender;
        this.properties = properties;
        this.random = random;
        this.scheduler = mailScheduler;
    }

    Mono<MailedCode> send(User user, Login.AtSupplier login) {
        var code = MailedCode.random(random);
        return Mono.fromRunnable(() -> sender.send(message(user, login, code)))
                .subscribeOn(scheduler)
                .thenReturn(code);
    }

    private SimpleMailMessage message(User user, Login.AtSupplier login, MailedCode code) {
        var message = new SimpleMailMessage();
        message.setFrom(properties.mailFrom());
        message.setTo(user.email());
        message.setSubject("Uw inlogcode van " + login.supplier().name());
        message.setText("""
                Beste %s,

                Uw code om in te loggen bij %s is %s.
                De code is 10 minuten geldig. Geef deze code nooit aan iemand anders.

                %s
                """.formatted(
                        user.name(),
                        login.request().serviceName(),
                        code.digits(),
                        login.supplier().name()));
        return message;
    }
}
