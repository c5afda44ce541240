// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.audit;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One act, in opaque ids: no name, address, PIN or password belongs in any of these.
 *
 * @param action what was done, as {@code pin.issue}
 * @param actor who did it: an opaque id, or the name of a system
 * @param origin the keyed hash of the client's address, where the gateway gave one
 */
public record AuditEntry(
        String action,
        String objectType,
        String objectId,
        Outcome outcome,
        String actor,
        @Nullable String origin,
        Map<String, String> details) {

    /** How an act ended. */
    public enum Outcome {
        SUCCESS,
        REFUSED,
        FAILED
    }

    public AuditEntry {
        details = Map.copyOf(details);
    }
}
