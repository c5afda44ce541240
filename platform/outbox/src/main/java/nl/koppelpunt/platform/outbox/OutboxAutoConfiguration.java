// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.outbox;

import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import java.nio.file.Path;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.r2dbc.core.DatabaseClient;
import tools.jackson.databind.json.JsonMapper;

/** Offers the {@link Outbox}, and the {@link EventSealer} to whoever asks for it. */
@AutoConfiguration(after = {R2dbcAutoConfiguration.class, JacksonAutoConfiguration.class})
@EnableConfigurationProperties(OutboxProperties.class)
final class OutboxAutoConfiguration {

    @Bean
    static OutboxTable outbox(
            DatabaseClient database,
            JsonMapper json,
            ObjectProvider<Tracer> tracer,
            ObjectProvider<Propagator> propagator) {
        return new OutboxTable(database, json, TraceParent.of(tracer.getIfAvailable(), propagator.getIfAvailable()));
    }

    /** Lazy: only services that seal need the mailer's keys. */
    @Bean
    @Lazy
    @ConditionalOnMissingBean
    static EventSealer eventSealer(OutboxProperties properties, JsonMapper json) {
        Path keys = properties.recipientKeysFile();
        if (keys == null) {
            throw new InvalidConfigurationPropertyValueException(
                    "koppelpunt.outbox.recipient-keys-file", null, "is missing: this program seals events");
        }
        return JweEventSealer.of(json, keys);
    }
}
