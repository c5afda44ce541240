// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.linkattempt;

import java.util.UUID;
import nl.koppelpunt.identitylink.eherkenning.BrokerSession;
import nl.koppelpunt.identitylink.eherkenning.LoginCompletion;
import nl.koppelpunt.identitylink.eherkenning.LoginResult;
import nl.koppelpunt.identitylink.eherkenning.VerifiedIdentity;
import nl.koppelpunt.identitylink.identitylink.Authorisation;
import nl.koppelpunt.identitylink.identitylink.IdentityKey;
import nl.koppelpunt.identitylink.identitylink.IdentityLink;
import nl.koppelpunt.identitylink.identitylink.IdentityLinks;
import nl.koppelpunt.identitylink.identitylink.IdentityLock;
import nl.koppelpunt.identitylink.session.NewSession;
import nl.koppelpunt.identitylink.session.Sessions;
import nl.koppelpunt.identitylink.upstream.UpstreamUnavailableException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * What a proved identity gets: a signed-in session if it has a link, else a session that may only link. The first needs
 * nothing but this service's own database.
 */
@Component
class LoginEntry implements LoginCompletion {

    private final IdentityLinks links;
    private final IdentityLock lock;
    private final OpenAttempts open;
    private final LinkCompletion completion;
    private final Sessions sessions;
    private final LinkAudit audit;
    private final TransactionalOperator transaction;

    LoginEntry(
            IdentityLinks links,
            IdentityLock lock,
            OpenAttempts open,
            LinkCompletion completion,
            Sessions sessions,
            LinkAudit audit,
            TransactionalOperator transaction) {
        this.links = links;
        this.lock = lock;
        this.open = open;
        this.completion = completion;
        this.sessions = sessions;
        this.audit = audit;
        this.transaction = transaction;
    }

    @Override
    public Mono<LoginResult> complete(
            VerifiedIdentity verified, @Nullable BrokerSession brokerSession, @Nullable String existingSessionCookie) {
        var login = new Login(
                key(verified),
                authorisation(verified),
                verified.levelOfAssurance().urn(),
                brokerSession);
        return finishConfirmed(login.identity()).then(Mono.defer(() -> enter(login, existingSessionCookie)));
    }

    @Override
    public Mono<Void> leave(String existingSessionCookie) {
        return sessions.endByCookie(existingSessionCookie, Sessions.LOGGED_OUT).as(transaction::transactional);
    }

    // The PIN was right in an earlier session and only registering is left: whoever proves to be the same identity
    // need not wait for it. An outage leaves the attempt as it is.
    private Mono<Void> finishConfirmed(IdentityKey identity) {
        return links.findActive(identity)
                .map(_ -> true)
                .switchIfEmpty(Mono.defer(() -> open.find(identity)
                        .filter(attempt -> attempt.state() == LinkAttemptState.CONFIRMED)
                        .flatMap(completion::completeUnattended)
                        .onErrorComplete(UpstreamUnavailableException.class)
                        .then(Mono.empty())))
                .then();
    }

    private Mono<LoginResult> enter(Login login, @Nullable String existingSessionCookie) {
        return lock.hold(login.identity())
                .then(Mono.justOrEmpty(existingSessionCookie)
                        .flatMap(cookie -> sessions.endByCookie(cookie, Sessions.REPLACED)))
                .then(Mono.defer(() -> links.findActive(login.identity())))
                .flatMap(link -> link.isWithin(login.authorisation())
                        ? signIn(link, login)
                        : Mono.just(new LoginResult.OutsideRestriction()))
                .switchIfEmpty(Mono.defer(() -> beginLinking(login)))
                .as(transaction::transactional);
    }

    private Mono<LoginResult> signIn(IdentityLink link, Login login) {
        return sessions.beginSignedIn(link, login.level(), login.brokerSession())
                .flatMap(session -> audit.signedIn(session.id(), link)
                        .thenReturn(new LoginResult.Begun(session.cookieValue(), true)));
    }

    private Mono<LoginResult> beginLinking(Login login) {
        return open.find(login.identity())
                .map(LinkAttempt::id)
                .switchIfEmpty(Mono.defer(() -> open.begin(login.identity(), login.level())))
                .flatMap(attemptId -> takeOver(attemptId, login));
    }

    private Mono<LoginResult> takeOver(UUID attemptId, Login login) {
        return sessions.endLinking(attemptId, Sessions.REPLACED)
                .then(Mono.defer(() -> sessions.beginLinking(attemptId, login.level(), login.brokerSession())))
                .flatMap(session -> hand(attemptId, session, login));
    }

    private Mono<LoginResult> hand(UUID attemptId, NewSession session, Login login) {
        return open.handOver(attemptId, session.id(), login.level(), login.authorisation())
                .then(audit.linkingBegun(session.id(), attemptId))
                .thenReturn(new LoginResult.Begun(session.cookieValue(), false));
    }

    private record Login(
            IdentityKey identity,
            Authorisation authorisation,
            String level,
            @Nullable BrokerSession brokerSession) {}

    private static Authorisation authorisation(VerifiedIdentity verified) {
        var intermediary = verified.intermediary();
        return new Authorisation(
                verified.establishmentRestriction(),
                intermediary == null ? null : intermediary.type(),
                intermediary == null ? null : intermediary.value());
    }

    private static IdentityKey key(VerifiedIdentity verified) {
        return new IdentityKey(
                verified.brokerEntityId(),
                verified.legalSubject().type(),
                verified.legalSubject().value(),
                verified.actingSubject().type(),
                verified.actingSubject().value());
    }
}
