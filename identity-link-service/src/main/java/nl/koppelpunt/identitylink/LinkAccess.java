// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink;

import nl.koppelpunt.platform.defaults.AccessRules;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.web.server.ServerHttpSecurity.AuthorizeExchangeSpec;
import org.springframework.stereotype.Component;

/** Who may call what. Which attempt or session a person may touch is decided where it is touched, by their subject. */
@Component
class LinkAccess implements AccessRules {

    private static final String LINKING = "PERSON_linking";
    private static final String PORTAL = "PERSON_portal";

    @Override
    public void apply(AuthorizeExchangeSpec exchanges) {
        exchanges
                .pathMatchers(HttpMethod.GET, "/.well-known/jwks.json")
                .permitAll()
                .pathMatchers(HttpMethod.POST, "/internal/session-tokens")
                .permitAll()
                .pathMatchers(HttpMethod.GET, "/internal/login-refusals/*")
                .permitAll()
                .pathMatchers(
                        HttpMethod.GET,
                        "/eherkenning/login",
                        "/eherkenning/submit.js",
                        "/eherkenning/acs",
                        "/eherkenning/logout",
                        "/eherkenning/slo",
                        "/eherkenning/metadata")
                .permitAll()
                .pathMatchers(HttpMethod.POST, "/eherkenning/acs", "/eherkenning/slo")
                .permitAll()
                .pathMatchers(HttpMethod.GET, "/api/links/v1/session")
                .permitAll()
                .pathMatchers(HttpMethod.DELETE, "/api/links/v1/session")
                .hasAnyAuthority(LINKING, PORTAL)
                .pathMatchers("/api/links/v1/link-attempt", "/api/links/v1/link-attempt/*")
                .hasAuthority(LINKING);
    }
}
