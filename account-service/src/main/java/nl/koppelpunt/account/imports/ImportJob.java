// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.imports;

import java.util.List;
import java.util.UUID;

/** A job as its owner sees it. */
record ImportJob(
        UUID id,
        ImportKind kind,
        String state,
        int rows,
        int added,
        int changed,
        int unchanged,
        List<ImportError> errors) {}
