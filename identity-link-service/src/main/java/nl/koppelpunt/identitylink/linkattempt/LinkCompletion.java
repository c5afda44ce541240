// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.linkattempt;

import static nl.koppelpunt.identitylink.linkattempt.LinkOutcomes.Outcome.COMPLETED;
import static nl.koppelpunt.identitylink.linkattempt.LinkOutcomes.Outcome.REFUSED;

import java.time.Clock;
import java.util.Objects;
import nl.koppelpunt.event.IdentityLinkEvent.IdentityLinked;
import nl.koppelpunt.identitylink.accounts.AccountClient;
import nl.koppelpunt.identitylink.accounts.Registration;
import nl.koppelpunt.identitylink.accounts.Registration.Registered;
import nl.koppelpunt.identitylink.identitylink.IdentityLink;
import nl.koppelpunt.identitylink.identitylink.IdentityLinks;
import nl.koppelpunt.identitylink.identitylink.IdentityLock;
import nl.koppelpunt.identitylink.identitylink.Memberships;
import nl.koppelpunt.identitylink.session.Sessions;
import nl.koppelpunt.identitylink.upstream.UpstreamUnavailableException;
import nl.koppelpunt.platform.outbox.Outbox;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * The last step: register the person, then make the link. Registering the same attempt twice is one registration, so
 * this may run again, in parallel or after any crash, and nobody has to know how far it came before.
 */
@Component
class LinkCompletion {

    private static final String IDENTITY_LINKED = "identity-linked";

    private final LinkAttempts attempts;
    private final AccountClient accounts;
    private final IdentityLinks links;
    private final IdentityLock lock;
    private final Memberships memberships;
    private final Sessions sessions;
    private final Outbox outbox;
    private final LinkAudit audit;
    private final LinkOutcomes outcomes;
    private final Clock clock;
    private final TransactionalOperator transaction;

    LinkCompletion(
            LinkAttempts attempts,
            AccountClient accounts,
            IdentityLinks links,
            IdentityLock lock,
            Memberships memberships,
            Sessions sessions,
            Outbox outbox,
            LinkAudit audit,
            LinkOutcomes outcomes,
            Clock clock,
            TransactionalOperator transaction) {
        this.attempts = attempts;
        this.accounts = accounts;
        this.links = links;
        this.lock = lock;
        this.memberships = memberships;
        this.sessions = sessions;
        this.outbox = outbox;
        this.audit = audit;
        this.outcomes = outcomes;
        this.clock = clock;
        this.transaction = transaction;
    }

    /** Completes for the person who asks: their session becomes a signed-in one. */
    Mono<Confirmation> complete(LinkAttempt attempt) {
        return switch (attempt.state()) {
            case CONFIRMED ->
                accounts.register(attempt.registrant())
                        .flatMap(registration -> finish(attempt, registration))
                        .onErrorReturn(UpstreamUnavailableException.class, new Confirmation.Confirmed());
            case COMPLETED -> signIn(attempt).as(transaction::transactional);
            case REFUSED -> Mono.just(new Confirmation.Refused(Objects.requireNonNull(attempt.refusal())));
            case LOCKED -> Mono.just(new Confirmation.Locked(Objects.requireNonNull(attempt.lockedUntil())));
            case AWAITING_PROOF, AWAITING_PIN, EXPIRED, ABANDONED -> HeldAttempts.refuse(attempt);
        };
    }

    /** Completes without the person; their next request or login finds the link. */
    Mono<Void> completeUnattended(LinkAttempt attempt) {
        return accounts.register(attempt.registrant())
                .flatMap(registration -> link(attempt, registration).as(transaction::transactional))
                .then();
    }

    private Mono<Confirmation> finish(LinkAttempt attempt, Registration registration) {
        return link(attempt, registration)
                .then(Mono.defer(() -> signIn(attempt)))
                .as(transaction::transactional);
    }

    // Serialised by the lock and then by the row: whoever comes second finds the attempt over and changes nothing.
    private Mono<Void> link(LinkAttempt attempt, Registration registration) {
        return lock.hold(attempt.identity()).then(Mono.defer(() -> switch (registration) {
            case Registered registered -> link(attempt, registered);
            case Registration.Refused(var reason) -> refuse(attempt, reason);
        }));
    }

    private Mono<Void> link(LinkAttempt attempt, Registered registered) {
        return attempts.isConfirmed(attempt.id())
                .filter(confirmed -> confirmed)
                .flatMap(_ -> links.add(
                                attempt.identity(), attempt.authorisation(), registered.portalUserId(), attempt.id())
                        .flatMap(link -> record(attempt, registered, link).thenReturn(true))
                        .defaultIfEmpty(false))
                .flatMap(linked -> linked ? Mono.<Void>empty() : refuse(attempt, IDENTITY_LINKED));
    }

    private Mono<Void> record(LinkAttempt attempt, Registered registered, IdentityLink link) {
        var code = registered.institution().code();
        var name = registered.institution().name();
        return attempts.complete(attempt.id())
                .then(memberships.add(link.portalUserId(), registered.institutionCodes()))
                .then(memberships.rememberName(code, name, clock.instant()))
                .then(outbox.append(new IdentityLinked(link.id(), link.portalUserId(), code, clock.instant())))
                .then(audit.identityLinked(attempt, link, code))
                .then(outcomes.count(COMPLETED, 1));
    }

    private Mono<Void> refuse(LinkAttempt attempt, String reason) {
        return attempts.refuse(attempt.id(), reason)
                .filter(refused -> refused)
                .flatMap(_ -> audit.linkRefused(attempt, reason).then(outcomes.count(REFUSED, 1)));
    }

    private Mono<Confirmation> signIn(LinkAttempt attempt) {
        return attempts.refusalOf(attempt.id())
                .<Confirmation>map(Confirmation.Refused::new)
                .switchIfEmpty(Mono.defer(() -> links.findActive(attempt.identity())
                        .filter(link -> link.isWithin(attempt.authorisation()))
                        .flatMap(link -> replaceSession(attempt, link))
                        .defaultIfEmpty(new Confirmation.Overtaken())));
    }

    private Mono<Confirmation> replaceSession(LinkAttempt attempt, IdentityLink link) {
        return sessions.promote(attempt.requireSessionId(), link, attempt.levelOfAssurance())
                .flatMap(session -> audit.signedIn(session.id(), link)
                        .<Confirmation>thenReturn(new Confirmation.Completed(session)))
                .switchIfEmpty(Mono.defer(() -> withoutSession(attempt)));
    }

    private Mono<Confirmation> withoutSession(LinkAttempt attempt) {
        return attempts.findCompleted(new Holder(attempt.id(), attempt.requireSessionId()))
                .<Confirmation>map(_ -> new Confirmation.CompletedBefore())
                .defaultIfEmpty(new Confirmation.Overtaken());
    }
}
