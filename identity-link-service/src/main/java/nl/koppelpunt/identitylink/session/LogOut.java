// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.session;

import java.util.Map;
import java.util.UUID;
import nl.koppelpunt.platform.audit.AuditEntry;
import nl.koppelpunt.platform.audit.AuditLog;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

@Component
class LogOut {

    private final Sessions sessions;
    private final AuditLog audit;
    private final TransactionalOperator transaction;

    LogOut(Sessions sessions, AuditLog audit, TransactionalOperator transaction) {
        this.sessions = sessions;
        this.audit = audit;
        this.transaction = transaction;
    }

    /** Ends the session; one that has ended already stays so. */
    Mono<Void> of(UUID sessionId, String actor) {
        return sessions.end(sessionId, Sessions.LOGGED_OUT)
                .filter(ended -> ended)
                .flatMap(_ -> audit.append(new AuditEntry(
                        "session.log-out",
                        "session",
                        sessionId.toString(),
                        AuditEntry.Outcome.SUCCESS,
                        actor,
                        null,
                        Map.of())))
                .as(transaction::transactional);
    }
}
