// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.test;

import static io.r2dbc.spi.ConnectionFactoryOptions.PASSWORD;
import static io.r2dbc.spi.ConnectionFactoryOptions.USER;

import io.r2dbc.spi.ConnectionFactoryOptions;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcConnectionDetails;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** Import this to run a test on a real PostgreSQL: one server for the JVM, a fresh database for the context. */
@TestConfiguration(proxyBeanMethods = false)
public class PostgresTestSupport {

    @Bean
    TestDatabase testDatabase() {
        return PostgresServer.freshDatabase();
    }

    @Bean
    R2dbcConnectionDetails r2dbcConnectionDetails(TestDatabase database) {
        return () -> ConnectionFactoryOptions.parse(database.r2dbcUrl())
                .mutate()
                .option(USER, database.username())
                .option(PASSWORD, database.password())
                .build();
    }

    @Bean
    FlywayConnectionDetails flywayConnectionDetails(TestDatabase database) {
        return new FlywayConnectionDetails() {
            @Override
            public String getUsername() {
                return database.username();
            }

            @Override
            public String getPassword() {
                return database.password();
            }

            @Override
            public String getJdbcUrl() {
                return database.jdbcUrl();
            }
        };
    }

    /** Flyway's auto-configuration looks for this one before it looks at the details of its own. */
    @Bean
    JdbcConnectionDetails jdbcConnectionDetails(TestDatabase database) {
        return new JdbcConnectionDetails() {
            @Override
            public String getUsername() {
                return database.username();
            }

            @Override
            public String getPassword() {
                return database.password();
            }

            @Override
            public String getJdbcUrl() {
                return database.jdbcUrl();
            }
        };
    }
}
