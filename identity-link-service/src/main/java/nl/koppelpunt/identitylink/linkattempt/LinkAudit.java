// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.linkattempt;

import java.util.Map;
import java.util.UUID;
import nl.koppelpunt.identitylink.identitylink.IdentityLink;
import nl.koppelpunt.platform.audit.AuditEntry;
import nl.koppelpunt.platform.audit.AuditEntry.Outcome;
import nl.koppelpunt.platform.audit.AuditLog;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What is kept of linking for whoever has to find out later what happened; opaque ids and reasons only. */
@Component
class LinkAudit {

    private static final String LINK_ATTEMPT = "link-attempt";

    private final AuditLog log;

    LinkAudit(AuditLog log) {
        this.log = log;
    }

    Mono<Void> proofRefused(LinkAttempt attempt, String reason) {
        return append(
                "link-attempt.prove",
                LINK_ATTEMPT,
                attempt.id(),
                Outcome.REFUSED,
                attempt.id(),
                Map.of("reason", reason));
    }

    Mono<Void> pinRejected(LinkAttempt attempt) {
        return append("link-attempt.confirm", LINK_ATTEMPT, attempt.id(), Outcome.REFUSED, attempt.id(), Map.of());
    }

    Mono<Void> identityLinked(LinkAttempt attempt, IdentityLink link, String institutionCode) {
        return append(
                "identity.link",
                "identity-link",
                link.id(),
                Outcome.SUCCESS,
                link.portalUserId(),
                Map.of("linkAttempt", attempt.id().toString(), "institution", institutionCode));
    }

    Mono<Void> linkRefused(LinkAttempt attempt, String reason) {
        return append(
                "identity.link", LINK_ATTEMPT, attempt.id(), Outcome.REFUSED, attempt.id(), Map.of("reason", reason));
    }

    Mono<Void> abandoned(LinkAttempt attempt) {
        return append("link-attempt.abandon", LINK_ATTEMPT, attempt.id(), Outcome.SUCCESS, attempt.id(), Map.of());
    }

    Mono<Void> signedIn(UUID sessionId, IdentityLink link) {
        return append("session.sign-in", "session", sessionId, Outcome.SUCCESS, link.portalUserId(), Map.of());
    }

    Mono<Void> linkingBegun(UUID sessionId, UUID linkAttemptId) {
        return append("link-attempt.begin", LINK_ATTEMPT, linkAttemptId, Outcome.SUCCESS, sessionId, Map.of());
    }

    private Mono<Void> append(
            String action, String type, UUID object, Outcome outcome, UUID actor, Map<String, String> details) {
        return log.append(new AuditEntry(action, type, object.toString(), outcome, actor.toString(), null, details));
    }
}
