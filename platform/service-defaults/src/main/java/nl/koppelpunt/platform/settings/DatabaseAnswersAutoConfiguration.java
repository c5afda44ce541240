// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.settings;

import io.r2dbc.spi.ConnectionFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.r2dbc.init.R2dbcScriptDatabaseInitializer;
import org.springframework.boot.sql.init.DatabaseInitializationSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.core.io.ByteArrayResource;

/**
 * Asks the database one thing at start, as the user that the program works with. Flyway has a user and a connection of
 * its own: without this a wrong password would be found by the first visitor.
 */
@AutoConfiguration(afterName = "org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration")
@ConditionalOnClass({R2dbcScriptDatabaseInitializer.class, ConnectionFactory.class})
class DatabaseAnswersAutoConfiguration {

    @Bean
    @ConditionalOnBean(ConnectionFactory.class)
    static R2dbcScriptDatabaseInitializer databaseAnswers(ConnectionFactory connections) {
        return new Question(connections);
    }

    private static final class Question extends R2dbcScriptDatabaseInitializer {

        Question(ConnectionFactory connections) {
            super(connections, new DatabaseInitializationSettings());
        }

        @Override
        public boolean initializeDatabase() {
            runScripts(new Scripts(List.of(new ByteArrayResource("select 1".getBytes(StandardCharsets.US_ASCII)))));
            return true;
        }
    }
}
