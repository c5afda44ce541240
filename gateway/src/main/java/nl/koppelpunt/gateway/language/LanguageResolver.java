// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway.language;

import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContext;
import org.springframework.context.i18n.SimpleLocaleContext;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.i18n.LocaleContextResolver;

/** Tells the framework; it looks for this name. */
@Component("localeContextResolver")
class LanguageResolver implements LocaleContextResolver {

    private final Languages languages;

    LanguageResolver(Languages languages) {
        this.languages = languages;
    }

    @Override
    public LocaleContext resolveLocaleContext(ServerWebExchange exchange) {
        return new SimpleLocaleContext(languages.of(exchange.getRequest()).locale());
    }

    @Override
    public void setLocaleContext(ServerWebExchange exchange, @Nullable LocaleContext context) {
        throw new UnsupportedOperationException("The reader chooses the language");
    }
}
