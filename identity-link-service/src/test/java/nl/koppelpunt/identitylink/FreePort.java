// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** The service checks tokens against its own published keys, so it must know its port before it starts. */
class FreePort implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        int port = find();
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "free-port",
                        Map.of(
                                "server.port", port,
                                "test.url", "http://localhost:" + port,
                                "koppelpunt.security.person.jwk-set-uri",
                                        "http://localhost:" + port + "/.well-known/jwks.json")));
    }

    private static int find() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
