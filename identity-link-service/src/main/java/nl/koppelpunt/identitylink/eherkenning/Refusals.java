// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import java.net.URI;
import java.util.Map;
import nl.koppelpunt.platform.audit.AuditEntry;
import nl.koppelpunt.platform.defaults.References;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Writes a refusal down, once in the log and once in the audit trail, and tells where the browser goes with it. */
@Component
final class Refusals {

    private static final Logger log = LoggerFactory.getLogger(Refusals.class);

    private final References references;
    private final RefusalRows rows;
    private final RefusalMessages messages;
    private final String issuer;

    Refusals(References references, RefusalRows rows, RefusalMessages messages, EHerkenningProperties properties) {
        this.references = references;
        this.rows = rows;
        this.messages = messages;
        this.issuer = properties.broker().entityId();
    }

    Mono<URI> refuse(RefusedException refused) {
        String reference = references.next();
        log.warn(
                "Login refused: code={} reference={} request={} issuer={} message={}",
                refused.refusal().code(),
                reference,
                refused.requestId(),
                issuer,
                refused.messageHash());
        return rows.append(entry(refused, reference))
                .onErrorResume(Exception.class, e -> {
                    log.error(
                            "Refusal {} is missing from the audit trail: {}",
                            reference,
                            e.getClass().getName());
                    return Mono.empty();
                })
                .then(keepMessage(refused, reference))
                .thenReturn(page(refused.refusal().reason(), reference));
    }

    private Mono<Void> keepMessage(RefusedException refused, String reference) {
        return Mono.justOrEmpty(refused.brokerMessage())
                .flatMap(message -> messages.keep(reference, message))
                .onErrorResume(Exception.class, e -> {
                    log.warn(
                            "What the broker said with refusal {} is lost: {}",
                            reference,
                            e.getClass().getName());
                    return Mono.empty();
                });
    }

    /** For what nobody foresaw: the type is logged, the text (which may quote a message) is not. */
    Mono<URI> fail(Throwable unforeseen) {
        log.error("Login failed by {} at {}", unforeseen.getClass().getName(), origin(unforeseen));
        return refuse(new RefusedException(Refusal.INTERNAL));
    }

    private static String origin(Throwable unforeseen) {
        StackTraceElement[] trace = unforeseen.getStackTrace();
        return trace.length == 0 ? "unknown" : trace[0].toString();
    }

    private AuditEntry entry(RefusedException refused, String reference) {
        AuditEntry.Outcome outcome =
                refused.refusal().reason() == Reason.OUTAGE ? AuditEntry.Outcome.FAILED : AuditEntry.Outcome.REFUSED;
        return new AuditEntry(
                "eherkenning.log-in",
                "authentication-request",
                refused.requestId(),
                outcome,
                "anonymous",
                null,
                Map.of(
                        "code",
                        refused.refusal().code(),
                        "reference",
                        reference,
                        "issuer",
                        issuer,
                        "message",
                        refused.messageHash()));
    }

    private static URI page(Reason reason, String reference) {
        return URI.create("/inloggen/mislukt?reden=" + reason.parameter() + "&referentie=" + reference);
    }
}
