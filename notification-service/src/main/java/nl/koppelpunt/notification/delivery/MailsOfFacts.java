// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.notification.delivery;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import nl.koppelpunt.event.AccountEvent.AccountBlocked;
import nl.koppelpunt.event.AccountEvent.AccountUnblocked;
import nl.koppelpunt.event.AccountEvent.ActivationCodeIssued;
import nl.koppelpunt.event.AccountEvent.InstitutionAdded;
import nl.koppelpunt.event.AccountEvent.InstitutionRemoved;
import nl.koppelpunt.event.AccountEvent.PasswordResetCompleted;
import nl.koppelpunt.event.AccountEvent.PasswordResetRequested;
import nl.koppelpunt.event.AccountEvent.PortalUserBlocked;
import nl.koppelpunt.event.AccountEvent.PortalUserUnblocked;
import nl.koppelpunt.event.AccountEvent.PortalUserUnlinked;
import nl.koppelpunt.event.KoppelpuntEvent;
import nl.koppelpunt.event.PinEvent.PinIssued;
import nl.koppelpunt.notification.mail.MailKind;
import nl.koppelpunt.notification.mail.SealedContents;
import nl.koppelpunt.platform.consumption.ReceivedEvent;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** Which mails a fact asks for: whom they go to, in which language, and until when they are worth sending. */
@Component
class MailsOfFacts {
    private static final String USER = "user";
    private static final String REPRESENTATIVE = "representative";
    private static final Set<String> ROLES = Set.of(USER, REPRESENTATIVE);
    private static final String DUTCH = "nl";
    private static final Set<String> LANGUAGES = Set.of(DUTCH, "en");
    private static final String CODE = "institutionCode";
    private static final String NAME = "institutionName";
    private static final String REASON = "reason";

    private final SealedContents sealed;
    private final DeliveryProperties properties;
    private final Clock clock;

    MailsOfFacts(SealedContents sealed, DeliveryProperties properties, Clock clock) {
        this.sealed = sealed;
        this.properties = properties;
        this.clock = clock;
    }

    /** Empty for a fact that concerns nobody in person. */
    Flux<DeliveryDraft> of(ReceivedEvent<? extends KoppelpuntEvent> received) {
        var id = received.id();
        return switch (received.event()) {
            case PinIssued it -> pin(id, it);
            case PasswordResetRequested it -> passwordReset(id, it);
            case InstitutionAdded it ->
                notices(new Notice(
                        id,
                        it.membershipId(),
                        MailKind.LINKED,
                        it.locale(),
                        Map.of(CODE, it.institutionCode(), NAME, it.institutionName(), "proofKind", it.proofKind()),
                        it.addedAt(),
                        it.sealedRecipients()));
            case InstitutionRemoved it ->
                notices(new Notice(
                        id,
                        it.membershipId(),
                        MailKind.REMOVED,
                        it.locale(),
                        Map.of(CODE, it.institutionCode(), NAME, it.institutionName(), REASON, it.reason()),
                        it.removedAt(),
                        it.sealedRecipients()));
            case PortalUserUnlinked it ->
                notices(new Notice(
                        id,
                        it.portalUserId(),
                        MailKind.UNLINKED,
                        it.locale(),
                        Map.of(),
                        it.unlinkedAt(),
                        it.sealedRecipients()));
            case PortalUserBlocked it ->
                notices(new Notice(
                        id,
                        it.portalUserId(),
                        MailKind.ACCESS_BLOCKED,
                        it.locale(),
                        Map.of(),
                        it.blockedAt(),
                        it.sealedRecipients()));
            case PortalUserUnblocked it ->
                notices(new Notice(
                        id,
                        it.portalUserId(),
                        MailKind.ACCESS_UNBLOCKED,
                        it.locale(),
                        Map.of(),
                        it.unblockedAt(),
                        it.sealedRecipients()));
            case PasswordResetCompleted it ->
                notices(new Notice(
                        id,
                        it.accountId(),
                        MailKind.PASSWORD_CHANGED,
                        DUTCH,
                        Map.of(CODE, it.institutionCode(), NAME, it.institutionName()),
                        it.completedAt(),
                        it.sealedRecipients()));
            case AccountBlocked it ->
                notices(new Notice(
                        id,
                        it.accountId(),
                        MailKind.ACCOUNT_BLOCKED,
                        DUTCH,
                        Map.of(CODE, it.institutionCode(), NAME, it.institutionName(), REASON, it.reason()),
                        it.blockedAt(),
                        it.sealedRecipients()));
            case AccountUnblocked it ->
                notices(new Notice(
                        id,
                        it.accountId(),
                        MailKind.ACCOUNT_UNBLOCKED,
                        DUTCH,
                        Map.of(CODE, it.institutionCode(), NAME, it.institutionName()),
                        it.unblockedAt(),
                        it.sealedRecipients()));
            case ActivationCodeIssued it -> activationCode(id, it);
            default -> Flux.empty();
        };
    }

    private Flux<DeliveryDraft> pin(String eventId, PinIssued it) {
        return sealed.open(it.sealedMessage(), Recipient.class)
                .map(to -> new DeliveryDraft(
                        eventId,
                        it.subject(),
                        MailKind.PIN,
                        USER,
                        language(it.locale()),
                        to.email(),
                        Map.of(),
                        it.sealedMessage(),
                        it.issuedAt(),
                        it.expiresAt(),
                        OnExpiry.SKIPPED))
                .flux();
    }

    private Flux<DeliveryDraft> passwordReset(String eventId, PasswordResetRequested it) {
        return sealed.open(it.sealedMessage(), Recipient.class)
                .map(to -> new DeliveryDraft(
                        eventId,
                        it.recoveryId().toString(),
                        MailKind.PASSWORD_RESET,
                        REPRESENTATIVE,
                        DUTCH,
                        to.email(),
                        Map.of(CODE, it.institutionCode(), NAME, it.institutionName()),
                        it.sealedMessage(),
                        it.requestedAt(),
                        it.expiresAt(),
                        OnExpiry.SKIPPED))
                .flux();
    }

    private Flux<DeliveryDraft> activationCode(String eventId, ActivationCodeIssued it) {
        var name = it.institutionName();
        var recipients = it.sealedRecipients();
        if (name == null || recipients == null) {
            return Flux.empty();
        }
        var facts = Map.of(
                CODE,
                it.institutionCode(),
                NAME,
                name,
                "validUntil",
                it.expiresAt().toString());
        return notices(new Notice(
                eventId, it.activationCodeId(), MailKind.ACTIVATION_CODE, DUTCH, facts, it.issuedAt(), recipients));
    }

    private Flux<DeliveryDraft> notices(Notice notice) {
        return sealed.open(notice.sealedRecipients(), Recipients.class)
                .flatMapIterable(Recipients::recipients)
                .map(to -> draft(notice, to));
    }

    private DeliveryDraft draft(Notice notice, Recipient to) {
        return new DeliveryDraft(
                notice.eventId(),
                notice.subject().toString(),
                notice.kind(),
                role(to),
                USER.equals(to.role()) ? language(notice.userLocale()) : DUTCH,
                to.email(),
                facts(notice, to),
                notice.sealedRecipients(),
                notice.happenedAt(),
                worthUntil(notice),
                OnExpiry.ABANDONED);
    }

    /** Of a fact that is heard of late, as from a dead letter, the mail is tried as long as of any other. */
    private Instant worthUntil(Notice notice) {
        var now = clock.instant();
        var from = notice.happenedAt().isAfter(now) ? notice.happenedAt() : now;
        return from.plus(properties.giveUpAfter());
    }

    /** The institution of the event, or else the one on whose record the recipient is. */
    private static Map<String, String> facts(Notice notice, Recipient to) {
        var code = to.institutionCode();
        var name = to.institutionName();
        var facts = new HashMap<>(notice.facts());
        if (code != null && name != null) {
            facts.put(CODE, code);
            facts.put(NAME, name);
        }
        if (REPRESENTATIVE.equals(to.role()) && !facts.containsKey(CODE)) {
            throw new IllegalArgumentException("A representative of this event is of no institution");
        }
        return Map.copyOf(facts);
    }

    /** Whatever else a newer producer may say, its reader gets words. */
    private static String language(String locale) {
        return LANGUAGES.contains(locale) ? locale : DUTCH;
    }

    /** The role picks the words of a template, so only a known one may. */
    private static String role(Recipient to) {
        var role = to.role();
        if (role == null || !ROLES.contains(role)) {
            throw new IllegalArgumentException("A recipient of this event has a role this version does not know");
        }
        return role;
    }

    private record Notice(
            String eventId,
            UUID subject,
            MailKind kind,
            String userLocale,
            Map<String, String> facts,
            Instant happenedAt,
            String sealedRecipients) {}

    private record Recipients(List<Recipient> recipients) {}

    private record Recipient(
            @Nullable String role,
            String email,
            @Nullable String institutionCode,
            @Nullable String institutionName) {
        @Override
        public String toString() {
            return "Recipient[role=" + role + "]";
        }
    }
}
