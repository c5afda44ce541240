// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class PostgresTestSupportTests {

    @Test
    void everyDatabaseIsFreshAndItsRoleHasNoSpecialRights() throws SQLException {
        TestDatabase first = PostgresServer.freshDatabase();
        TestDatabase second = PostgresServer.freshDatabase();
        assertThat(first.port()).isEqualTo(second.port());
        assertThat(first.name()).isNotEqualTo(second.name());

        try (var connection = DriverManager.getConnection(first.jdbcUrl(), first.username(), first.password());
                var rows = connection
                        .createStatement()
                        .executeQuery("SELECT rolsuper OR rolcreatedb FROM pg_roles WHERE rolname = current_user")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getBoolean(1)).isFalse();
        }
    }
}
