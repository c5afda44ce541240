// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.audit;

import reactor.core.publisher.Mono;

/** Where acts are written down. */
public interface AuditLog {

    /** Appends in the caller's transaction, so that the act and its record stand or fall together; else on its own. */
    Mono<Void> append(AuditEntry entry);
}
