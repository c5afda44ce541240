// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.audit;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.r2dbc.core.DatabaseClient;
import tools.jackson.databind.json.JsonMapper;

/** Offers the {@link AuditLog}. */
@AutoConfiguration(after = {R2dbcAutoConfiguration.class, JacksonAutoConfiguration.class})
final class AuditAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    static AuditLog auditLog(DatabaseClient database, JsonMapper json) {
        return new R2dbcAuditLog(database, json);
    }
}
