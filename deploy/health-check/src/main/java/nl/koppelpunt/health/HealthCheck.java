// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.health;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** Exits with 0 when the address answers 200, else with 1 and what it answered. */
public final class HealthCheck {

    private static final int PATIENCE_MILLIS = 2_000;

    private HealthCheck() {}

    public static void main(String[] arguments) {
        if (arguments.length != 1) {
            System.out.println("Usage: HealthCheck <address>");
            System.exit(1);
        }
        var answer = ask(URI.create(arguments[0]));
        System.out.println(answer);
        System.exit(answer.equals("200") ? 0 : 1);
    }

    /** The status, or why there is none. */
    static String ask(URI address) {
        try {
            // Not the newer client: it starts threads and takes thrice as long, at every check of every container.
            var connection = (HttpURLConnection) address.toURL().openConnection();
            connection.setConnectTimeout(PATIENCE_MILLIS);
            connection.setReadTimeout(PATIENCE_MILLIS);
            connection.setInstanceFollowRedirects(false);
            return String.valueOf(connection.getResponseCode());
        } catch (IOException | IllegalArgumentException e) {
            return e.toString();
        }
    }
}
