// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import nl.koppelpunt.platform.test.TemporaryFolder;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.test.context.DynamicPropertyRegistrar;

/** The services behind the gateway, its keys, and a browser before it. */
@TestConfiguration(proxyBeanMethods = false)
public class GatewayTestSupport {

    static final String ORIGIN = "https://portaal.example";
    static final String AUDIENCE = "portal-application";

    @Bean(destroyMethod = "stop")
    FakeService identityLink() {
        return FakeService.start();
    }

    @Bean(destroyMethod = "stop")
    FakeService accounts() {
        return FakeService.start();
    }

    @Bean(destroyMethod = "stop")
    FakeService pins() {
        return FakeService.start();
    }

    @Bean(destroyMethod = "stop")
    FakeService notifications() {
        return FakeService.start();
    }

    @Bean(destroyMethod = "stop")
    FakeService application() {
        return FakeService.start();
    }

    @Bean
    TestKeys testKeys() throws IOException {
        return new TestKeys(key("csrf"), key("source"));
    }

    @Bean
    DynamicPropertyRegistrar gatewaySettings(
            @Qualifier("identityLink") FakeService identityLink,
            @Qualifier("accounts") FakeService accounts,
            @Qualifier("pins") FakeService pins,
            @Qualifier("notifications") FakeService notifications,
            @Qualifier("application") FakeService application,
            @Value("${test.with-application:true}") boolean withApplication,
            TestKeys keys) {
        return registry -> {
            registry.add("koppelpunt.gateway.identity-link-url", identityLink::url);
            registry.add("koppelpunt.gateway.account-url", accounts::url);
            registry.add("koppelpunt.gateway.pin-url", pins::url);
            registry.add("koppelpunt.gateway.notification-url", notifications::url);
            if (withApplication) {
                registry.add("koppelpunt.gateway.portal-upstream-url", application::url);
                registry.add("koppelpunt.gateway.portal-audience", () -> AUDIENCE);
            }
            registry.add("koppelpunt.gateway.csrf-key-file", keys::csrf);
            registry.add("koppelpunt.gateway.source-key-file", keys::source);
            registry.add("koppelpunt.gateway.public-origin", () -> ORIGIN);
        };
    }

    @Bean
    Browser browser(Environment environment, TestKeys keys) {
        return new Browser(environment, KeyedHash.withKeyFrom(keys.csrf()));
    }

    private static Path key(String name) throws IOException {
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        var file = TemporaryFolder.create(name).resolve(name + ".key");
        return Files.write(file, bytes);
    }

    record TestKeys(Path csrf, Path source) {}
}
