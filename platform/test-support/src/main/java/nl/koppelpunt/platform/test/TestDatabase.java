// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.test;

/** One fresh database, owned by a role without special rights, as a service has it in production. */
public record TestDatabase(String host, int port, String name, String username, String password) {

    /** For a test that starts a program of its own; a test within Spring imports {@link PostgresTestSupport}. */
    public static TestDatabase fresh() {
        return PostgresServer.freshDatabase();
    }

    public String jdbcUrl() {
        return "jdbc:postgresql://" + host + ":" + port + "/" + name;
    }

    public String r2dbcUrl() {
        return "r2dbc:postgresql://" + host + ":" + port + "/" + name;
    }
}
