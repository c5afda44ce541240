// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import nl.koppelpunt.gateway.Browser;
import nl.koppelpunt.gateway.FakeService;
import nl.koppelpunt.gateway.GatewayTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@GatewayTest
@DisplayName("S-099 nothing behind the gateway is reached by a path that reads two ways")
class PathRulesTests {

    @Autowired
    Browser browser;

    @Autowired
    FakeService identityLink;

    @Autowired
    FakeService accounts;

    @BeforeEach
    void forget() {
        identityLink.forget();
        accounts.forget();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/internal/session-tokens",
                "/internal",
                "//internal/session-tokens",
                "/INTERNAL/session-tokens",
                "/api/../internal/session-tokens",
                "/api/links/v1/../../../internal/session-tokens",
                "/api/links/v1/%2e%2e/%2e%2e/%2e%2e/internal/session-tokens",
                "/api/links/v1/..%2f..%2f..%2finternal",
                "/api/links/v1/..;/..;/..;/internal/session-tokens",
                "/api/links/v1/..%3b/internal",
                "/api/links/v1/%252e%252e/internal",
                "/api/links/v1;x=1/session",
                "/api/links/v1/session;jsessionid=1",
                "/api/links/v1//session",
                "/api/links/v1/./session",
                "/api/links/v1/session%00",
                "/api/links/v1/session%0d%0aX-User:1",
                "/api/links/v1/session%20",
                "/api/links/v1/%73ession",
                "/api/links/v1\\..\\internal",
                "/api%2flinks%2fv1%2fsession",
                "/eherkenning/..%5c..%5cinternal",
                "/eherkenning/%2e%2e/internal/x",
                "/eherkenning/..",
                "/api/links/v1/..",
                "http://evil.example/internal/session-tokens",
                "http://evil.example//internal",
                "/api/links/v2/session",
                "/api/pins/v1/pins",
                "/api/notifications/v1/deliveries",
                "/api",
                "/api/",
                "/actuator",
                "/actuator/health",
                "/actuator/gateway/routes",
                "/actuator/env",
                "/static/assets/portal.css",
                "/application.yaml",
                "/templates/fout.html",
                "/assets/../application.yaml",
                "/assets/..%2fapplication.yaml",
                "/.git/config",
                "/.env",
                "/portaal/x",
                "/.well-known/jwks.json",
                "/.well-known/../internal/x"
            })
    void isRefusedBeforeAnyServiceHearsOfIt(String path) throws IOException {
        assertThat(statusOf("GET", path)).isIn(400, 404);
        assertThat(statusOf("POST", path)).isIn(400, 404);

        assertThat(identityLink.asked()).isEmpty();
        assertThat(accounts.asked()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"OPTIONS", "TRACE", "CONNECT", "PROPFIND", "FOO"})
    void methodsNobodyNeedsAreRefused(String method) throws IOException {
        assertThat(statusOf(method, "/api/links/v1/session")).isIn(400, 404, 405, 501);
        assertThat(identityLink.asked()).isEmpty();
    }

    /** Over a raw socket: every client library tidies paths up. */
    private int statusOf(String method, String path) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), browser.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write((method + " " + path
                                    + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            return Integer.parseInt(answer.split(" ", 3)[1]);
        }
    }
}
