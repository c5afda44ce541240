// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.notification.mail;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/** Puts facts into words: a subject from the message bundle, a text and an HTML body from the two templates. */
@Component
public class MailTemplates {
    private final ITemplateEngine engine;
    private final MessageSource messages;
    private final OutgoingMailProperties properties;

    MailTemplates(ITemplateEngine engine, MessageSource messages, OutgoingMailProperties properties) {
        this.engine = engine;
        this.messages = messages;
        this.properties = properties;
    }

    /** Words for each instant among the facts, in the zone and language of the reader; other facts stay as they are. */
    public Mail render(String template, String role, Locale locale, Map<String, ? extends @Nullable Object> facts) {
        var model = new HashMap<String, @Nullable Object>();
        facts.forEach((name, fact) -> model.put(name, fact instanceof Instant instant ? say(instant, locale) : fact));
        model.put("role", role);
        model.put("portalName", properties.portalName());
        model.put("helpdesk", properties.helpdesk());
        var subject =
                messages.getMessage(template + "." + role + ".subject", new Object[] {properties.portalName()}, locale);
        model.put("subject", subject);
        var context = new Context(locale, model);
        return new Mail(
                subject,
                engine.process("mail/" + template + ".txt", context),
                engine.process("mail/" + template, context));
    }

    private String say(Instant instant, Locale locale) {
        var pattern = messages.getMessage("moment", null, locale);
        return DateTimeFormatter.ofPattern(pattern, locale)
                .withZone(properties.zone())
                .format(instant);
    }
}
