// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.session;

import java.net.URI;
import java.util.Map;
import java.util.UUID;
import nl.koppelpunt.identitylink.eherkenning.BrokerLogOut;
import nl.koppelpunt.platform.audit.AuditEntry;
import nl.koppelpunt.platform.audit.AuditLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

@Component
class LogOut {

    private static final Logger log = LoggerFactory.getLogger(LogOut.class);

    private final SessionEnding sessions;
    private final BrokerLogOut broker;
    private final AuditLog audit;
    private final TransactionalOperator transaction;

    LogOut(SessionEnding sessions, BrokerLogOut broker, AuditLog audit, TransactionalOperator transaction) {
        this.sessions = sessions;
        this.broker = broker;
        this.audit = audit;
        this.transaction = transaction;
    }

    /**
     * Ends the session; one that has ended already stays so. Only then is anything asked of others: where the browser goes
     * on to log out at the broker too, or empty where there is nothing to do there, or nothing that can be done.
     */
    Mono<URI> of(UUID sessionId, String actor) {
        return end(sessionId, actor)
                .flatMap(ended -> sessions.atBroker(ended)
                        .flatMap(broker::prepare)
                        .onErrorResume(Exception.class, LogOut::stayHere));
    }

    private static Mono<URI> stayHere(Exception failure) {
        log.warn(
                "Nobody is sent on to log out at the broker: {}",
                failure.getClass().getName());
        return Mono.empty();
    }

    private Mono<SessionEnding.Ended> end(UUID sessionId, String actor) {
        return sessions.one(sessionId, Sessions.LOGGED_OUT)
                .flatMap(ended -> audit.append(new AuditEntry(
                                "session.log-out",
                                "session",
                                sessionId.toString(),
                                AuditEntry.Outcome.SUCCESS,
                                actor,
                                null,
                                Map.of()))
                        .thenReturn(ended))
                .as(transaction::transactional);
    }
}
