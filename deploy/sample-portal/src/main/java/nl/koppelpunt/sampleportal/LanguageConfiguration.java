// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.sampleportal;

import java.util.List;
import java.util.Locale;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.server.i18n.AcceptHeaderLocaleContextResolver;
import org.springframework.web.server.i18n.LocaleContextResolver;

/** The gateway says in {@code Accept-Language} which of the two languages the person reads. */
@Configuration(proxyBeanMethods = false)
class LanguageConfiguration {

    private static final Locale DUTCH = Locale.of("nl");

    @Bean
    LocaleContextResolver localeContextResolver() {
        var resolver = new AcceptHeaderLocaleContextResolver();
        resolver.setSupportedLocales(List.of(DUTCH, Locale.ENGLISH));
        resolver.setDefaultLocale(DUTCH);
        return resolver;
    }
}
