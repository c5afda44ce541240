// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.local;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** Why the stack does not run, in words for the person who typed the command. */
final class StartFailure extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    StartFailure(String message) {
        super(message);
    }

    StartFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
