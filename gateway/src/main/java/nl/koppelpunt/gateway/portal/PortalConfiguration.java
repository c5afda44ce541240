// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway.portal;

import java.util.Objects;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/** What all pages have in common. */
@Configuration(proxyBeanMethods = false)
class PortalConfiguration {

    @Bean
    Assets assets(PortalProperties properties) {
        return Assets.load(properties.themeCss());
    }

    @Bean
    RouterFunction<ServerResponse> mountedTheme(Assets assets) {
        var content = assets.themeContent();
        return RouterFunctions.route()
                .GET(
                        "/assets/" + Objects.requireNonNullElse(assets.theme(), "theme"),
                        _ -> content != null,
                        _ -> ServerResponse.ok()
                                .contentType(MediaType.valueOf("text/css"))
                                .bodyValue(Objects.requireNonNull(content)))
                .build();
    }
}
