// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.imports;

import java.util.UUID;

/**
 * A job this process works on.
 *
 * @param claim of this process; who lost it to a later claim cannot finish the job any more
 */
@SuppressWarnings("ArrayRecordComponent")
record ClaimedJob(UUID id, ImportKind kind, UUID claim, int attempts, String requestedBy, byte[] content) {

    @Override
    public String toString() {
        return "ClaimedJob[" + id + ", " + kind + "]";
    }
}
