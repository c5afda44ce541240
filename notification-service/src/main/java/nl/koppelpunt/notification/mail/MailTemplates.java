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
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;

/** Puts facts into words: a subject from the message bundle, a text and an HTML body from the templates. */
@Component
public class MailTemplates {
    private final SpringTemplateEngine engine;
    private final MessageSource messages;
    private final OutgoingMailProperties properties;

    MailTemplates(SpringTemplateEngine engine, MessageSource mailTexts, OutgoingMailProperties properties) {
        this.engine = engine;
        this.messages = mailTexts;
        this.properties = properties;
    }

    /** Words for each instant among the facts, in the zone and language of the reader; other facts stay as they are. */
    public Mail render(MailKind kind, String role, Locale locale, Map<String, ? extends @Nullable Object> facts) {
        var subject = messages.getMessage(
                kind.label() + "." + role + ".subject", new Object[] {properties.portalName()}, locale);
        var model = new HashMap<String, @Nullable Object>();
        facts.forEach((name, fact) -> model.put(name, fact instanceof Instant instant ? say(instant, locale) : fact));
        model.put("kind", kind.label());
        model.put("role", role);
        model.put("template", kind.template());
        model.put("subject", subject);
        model.put("language", locale.getLanguage());
        model.put("portalName", properties.portalName());
        model.put("helpdesk", properties.helpdesk());
        model.put("recoveryPage", properties.recoveryPage());
        var context = new Context(locale, model);
        return new Mail(subject, engine.process("layout.txt", context), engine.process("layout", context));
    }

    private String say(Instant instant, Locale locale) {
        var pattern = messages.getMessage("moment", null, locale);
        return DateTimeFormatter.ofPattern(pattern, locale)
                .withZone(properties.zone())
                .format(instant);
    }
}
