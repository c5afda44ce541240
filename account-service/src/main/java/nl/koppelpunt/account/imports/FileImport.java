// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.imports;

import reactor.core.publisher.Mono;

/** How files of one kind are read and written. */
interface FileImport<T> {

    ImportKind kind();

    /** Pure computing, on the thread of the import; nothing is looked up. */
    Rows<T> read(CsvTable table);

    /** Runs in the transaction of the job: a refusal must come before the first write. */
    Mono<ImportOutcome> write(Rows<T> rows);
}
