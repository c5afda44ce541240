// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.test;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.DynamicPropertyRegistrar;

/** Every act leaves its spans, and they are kept. */
@TestConfiguration(proxyBeanMethods = false)
public class SpansTestSupport {

    @Bean
    WrittenSpans writtenSpans() {
        return new WrittenSpans();
    }

    @Bean
    DynamicPropertyRegistrar everySpan() {
        return registry -> registry.add("management.tracing.sampling.probability", () -> "1.0");
    }
}
