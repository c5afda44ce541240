// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.notification.mail;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import org.springframework.context.ApplicationContext;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.ReloadableResourceBundleMessageSource;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.spring6.templateresolver.SpringResourceTemplateResolver;
import org.thymeleaf.templatemode.TemplateMode;

/** Where words come from: a mounted folder first, file by file and line by line, then our own. */
@Configuration(proxyBeanMethods = false)
class WordsConfiguration {
    private static final String OWN_TEMPLATES = "classpath:/templates/mail/";

    /** Not the one of the context: that is made first of all, and its settings could not be checked. */
    @Bean
    MessageSource mailTexts(OutgoingMailProperties properties) {
        var messages = new ReloadableResourceBundleMessageSource();
        var mounted = properties.templatesFolder();
        if (mounted != null) {
            messages.addBasenames(location(mounted) + "mail");
        }
        messages.addBasenames("classpath:mail");
        messages.setDefaultEncoding(StandardCharsets.UTF_8.name());
        // A mail in the language of the machine it runs on would surprise its reader.
        messages.setFallbackToSystemLocale(false);
        return messages;
    }

    @Bean
    SpringTemplateEngine mailTemplateEngine(
            ApplicationContext context, MessageSource mailTexts, OutgoingMailProperties properties) {
        var engine = new SpringTemplateEngine();
        engine.setTemplateEngineMessageSource(mailTexts);
        var mounted = properties.templatesFolder();
        if (mounted != null) {
            engine.addTemplateResolver(text(context, location(mounted), 1));
            engine.addTemplateResolver(html(context, location(mounted), 2));
        }
        engine.addTemplateResolver(text(context, OWN_TEMPLATES, 3));
        engine.addTemplateResolver(html(context, OWN_TEMPLATES, 4));
        return engine;
    }

    private static SpringResourceTemplateResolver text(ApplicationContext context, String prefix, int order) {
        var resolver = resolver(context, prefix, order, TemplateMode.TEXT);
        resolver.setResolvablePatterns(Set.of("*.txt"));
        return resolver;
    }

    private static SpringResourceTemplateResolver html(ApplicationContext context, String prefix, int order) {
        var resolver = resolver(context, prefix, order, TemplateMode.HTML);
        resolver.setSuffix(".html");
        return resolver;
    }

    private static SpringResourceTemplateResolver resolver(
            ApplicationContext context, String prefix, int order, TemplateMode mode) {
        var resolver = new SpringResourceTemplateResolver();
        resolver.setApplicationContext(context);
        resolver.setPrefix(prefix);
        resolver.setTemplateMode(mode);
        resolver.setCharacterEncoding(StandardCharsets.UTF_8.name());
        resolver.setCheckExistence(true);
        resolver.setOrder(order);
        return resolver;
    }

    private static String location(Path folder) {
        return "file:" + folder + "/";
    }
}
