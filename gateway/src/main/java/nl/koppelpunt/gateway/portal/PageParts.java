// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway.portal;

import java.util.Map;
import nl.koppelpunt.gateway.language.Languages;
import org.springframework.context.MessageSource;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

/** What the layout of every page needs, in the language of the reader. */
@Component
class PageParts {

    private final PortalProperties portal;
    private final Assets assets;
    private final MessageSource messages;
    private final Languages languages;

    PageParts(PortalProperties portal, Assets assets, MessageSource messages, Languages languages) {
        this.portal = portal;
        this.assets = assets;
        this.messages = messages;
        this.languages = languages;
    }

    Map<String, Object> of(ServerHttpRequest request) {
        var language = languages.of(request);
        var names = portal.in(language);
        return Map.of(
                "portal", portal,
                "names", names,
                "assets", assets,
                "words", new Words(messages, portal, names, language),
                "languageLink", LanguageLink.on(request, language.other()));
    }
}
