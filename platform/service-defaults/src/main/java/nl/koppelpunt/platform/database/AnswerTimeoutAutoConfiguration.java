// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.database;

import io.r2dbc.spi.ConnectionFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.r2dbc.ConnectionFactoryDecorator;
import org.springframework.context.annotation.Bean;

/** Puts the time-out between the pool and its connections. */
@AutoConfiguration(beforeName = "org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration")
@ConditionalOnClass({ConnectionFactoryDecorator.class, ConnectionFactory.class})
@EnableConfigurationProperties(DatabaseProperties.class)
class AnswerTimeoutAutoConfiguration {

    @Bean
    ConnectionFactoryDecorator answeringConnections(DatabaseProperties properties) {
        return connections -> new AnsweringConnections(connections, properties.answerTimeout());
    }
}
