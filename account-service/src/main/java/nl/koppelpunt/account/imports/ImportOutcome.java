// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.imports;

import java.util.List;

sealed interface ImportOutcome {

    int rows();

    record Applied(int rows, int added, int changed) implements ImportOutcome {

        int unchanged() {
            return rows - added - changed;
        }
    }

    /** Nothing of the file was written. */
    record Refused(int rows, List<ImportError> errors) implements ImportOutcome {}
}
