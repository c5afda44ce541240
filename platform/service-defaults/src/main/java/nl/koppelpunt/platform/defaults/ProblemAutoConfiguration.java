// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.defaults;

import java.security.SecureRandom;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.webflux.autoconfigure.error.ErrorWebFluxAutoConfiguration;
import org.springframework.boot.webflux.error.ErrorWebExceptionHandler;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.json.JsonMapper;

/** Time, randomness, references and problem documents. */
@AutoConfiguration(before = ErrorWebFluxAutoConfiguration.class)
@EnableConfigurationProperties(ApiProperties.class)
class ProblemAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    @ConditionalOnMissingBean
    SecureRandom secureRandom() {
        return new SecureRandom();
    }

    @Bean
    @ConditionalOnMissingBean
    References references(SecureRandom random) {
        return new References(random);
    }

    @Bean
    Problems problems(JsonMapper json, References references) {
        return new Problems(json, references);
    }

    @Bean
    @ConditionalOnMissingBean(ErrorWebExceptionHandler.class)
    ProblemExceptionHandler problemExceptionHandler(Problems problems) {
        return new ProblemExceptionHandler(problems);
    }

    @Bean
    WellFormedForms wellFormedForms() {
        return new WellFormedForms();
    }

    @Bean
    ApiVersionFilter apiVersionFilter(ApiProperties properties, ObjectProvider<ApiDocument> document) {
        var described = document.getIfAvailable();
        return new ApiVersionFilter(described == null ? properties.version() : described.version());
    }

    @Bean
    TrailingSlashFilter trailingSlashFilter(Problems problems) {
        return new TrailingSlashFilter(problems);
    }
}
