// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.defaults;

import org.jspecify.annotations.Nullable;

/**
 * An error as it may be logged: without the trail that WebFlux hangs on to it, which holds the whole address that was
 * asked for, with an artifact in it perhaps.
 */
final class LoggedError extends Throwable {

    private static final int DEPTH = 10;

    private LoggedError(Throwable error, @Nullable Throwable cause) {
        super(error.toString(), cause, false, true);
        setStackTrace(error.getStackTrace());
    }

    static LoggedError of(Throwable error) {
        return of(error, DEPTH);
    }

    private static LoggedError of(Throwable error, int depth) {
        Throwable cause = error.getCause();
        return new LoggedError(error, cause == null || depth == 0 ? null : of(cause, depth - 1));
    }
}
