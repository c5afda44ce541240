// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account;

import java.time.Duration;
import java.util.UUID;
import nl.koppelpunt.platform.test.TestTokens;
import org.springframework.core.env.Environment;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Everyone who may call the service, each with a token of their own. */
public final class Callers {

    private final Environment environment;
    private final TestTokens tokens;

    Callers(Environment environment, TestTokens tokens) {
        this.environment = environment;
        this.tokens = tokens;
    }

    public WebTestClient identityLinkService() {
        return with(tokens.internal("account-service"));
    }

    public WebTestClient officer() {
        return with(tokens.staff("helpdesk"));
    }

    public WebTestClient machine(String... scopes) {
        return with(tokens.machine(scopes));
    }

    public WebTestClient person(UUID portalUserId) {
        return with(tokens.person("portal", portalUserId.toString()));
    }

    public WebTestClient personWhoLinks() {
        return with(tokens.person("linking", UUID.randomUUID().toString()));
    }

    public WebTestClient nobody() {
        return client().build();
    }

    private WebTestClient with(String token) {
        return client().defaultHeaders(headers -> headers.setBearerAuth(token)).build();
    }

    private WebTestClient.Builder client() {
        return WebTestClient.bindToServer()
                .baseUrl("http://localhost:" + environment.getRequiredProperty("local.server.port"))
                .responseTimeout(Duration.ofSeconds(30));
    }
}
