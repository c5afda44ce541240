// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.consumption;

import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTimeoutException;
import io.r2dbc.spi.R2dbcTransientResourceException;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells a world that is not there from an event that cannot be handled: without its database a program handles no event, so
 * none of them is to blame.
 */
public final class Outages {

    /** No connection, no room for one, a server that stops or starts, and one that is no longer the primary. */
    private static final List<String> STATES = List.of("08", "53", "57P", "25006");

    private Outages() {}

    public static boolean isOutage(@Nullable Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof IOException || (each instanceof R2dbcException refused && isAboutTheServer(refused))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAboutTheServer(R2dbcException refused) {
        String state = refused.getSqlState();
        return state == null
                ? refused instanceof R2dbcTransientResourceException
                        || refused instanceof R2dbcNonTransientResourceException
                        || refused instanceof R2dbcTimeoutException
                : STATES.stream().anyMatch(state::startsWith);
    }
}
