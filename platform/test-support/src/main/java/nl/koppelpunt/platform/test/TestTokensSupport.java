// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.test;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.DynamicPropertyRegistrar;

/** Import this to have {@link TestTokens} as a bean and to make the service under test trust them. */
@TestConfiguration(proxyBeanMethods = false)
public class TestTokensSupport {

    @Bean
    TestTokens testTokens() {
        return new TestTokens();
    }

    @Bean
    DynamicPropertyRegistrar testTokenProperties(TestTokens tokens) {
        return registry -> tokens.properties().forEach((name, value) -> registry.add(name, () -> value));
    }
}
