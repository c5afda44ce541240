// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.test;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.DynamicPropertyRegistrar;

/** Import this to give the service under test fresh key sets for its encrypted columns. */
@TestConfiguration(proxyBeanMethods = false)
public class ColumnEncryptionTestSupport {

    @Bean
    TestKeysets testKeysets() {
        return new TestKeysets();
    }

    @Bean
    DynamicPropertyRegistrar testKeysetProperties(TestKeysets keysets) {
        return registry -> keysets.properties().forEach((name, value) -> registry.add(name, () -> value));
    }
}
