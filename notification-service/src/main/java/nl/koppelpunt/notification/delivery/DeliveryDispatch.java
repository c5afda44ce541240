// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.notification.delivery;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import nl.koppelpunt.notification.mail.Mail;
import nl.koppelpunt.notification.mail.MailTemplates;
import nl.koppelpunt.notification.mail.Mailer;
import nl.koppelpunt.notification.mail.SealedContents;
import nl.koppelpunt.notification.mail.SendOutcome;
import nl.koppelpunt.notification.mail.UnreadableContentException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Claims deliveries, hands them to the mail server and writes down what it made of them. */
@Service
class DeliveryDispatch {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryDispatch.class);

    // The mail is out: while this process lives, a hiccup of the database must not lead to a second one (S-114).
    private static final Retry UNTIL_IT_IS_WRITTEN = Retry.backoff(8, Duration.ofMillis(200));

    private final DeliveryRepository deliveries;
    private final DeliveryJournal journal;
    private final SealedContents sealed;
    private final MailTemplates templates;
    private final Mailer mailer;
    private final DeliveryProperties properties;

    DeliveryDispatch(
            DeliveryRepository deliveries,
            DeliveryJournal journal,
            SealedContents sealed,
            MailTemplates templates,
            Mailer mailer,
            DeliveryProperties properties) {
        this.deliveries = deliveries;
        this.journal = journal;
        this.sealed = sealed;
        this.templates = templates;
        this.mailer = mailer;
        this.properties = properties;
    }

    /** Sends these now rather than at the next round; what cannot be sent now is left to the rounds. */
    Mono<Void> dispatch(List<UUID> ids) {
        return ids.isEmpty() ? Mono.empty() : send(deliveries.claim(ids, properties));
    }

    /** What was not sent at once: after a failure, a crash, or from before this process started. */
    @Scheduled(fixedDelayString = "${koppelpunt.delivery.poll-interval:PT1S}")
    Mono<Void> dispatchDue() {
        return send(deliveries.claimDue(properties));
    }

    private Mono<Void> send(Flux<Delivery> claimed) {
        return claimed.flatMap(this::sendOne, properties.parallelism()).then();
    }

    /** One delivery that goes wrong must not stop the others: its lease ends and it is tried again. */
    private Mono<Void> sendOne(Delivery delivery) {
        return attempt(delivery)
                .onErrorResume(UnreadableContentException.class, unreadable -> journal.failed(delivery, "unreadable"))
                .onErrorResume(RuntimeException.class, failure -> {
                    LOG.error(
                            "{} could not be handled: {}",
                            delivery,
                            failure.getClass().getName());
                    return Mono.empty();
                });
    }

    private Mono<Void> attempt(Delivery delivery) {
        if (delivery.expired()) {
            return journal.skipped(delivery, "expired");
        }
        var locale = Locale.forLanguageTag(delivery.locale());
        return compose(delivery, locale)
                .flatMap(mail -> mailer.send(delivery.id(), delivery.recipient(), locale, mail))
                .flatMap(outcome -> conclude(delivery, outcome));
    }

    private Mono<Mail> compose(Delivery delivery, Locale locale) {
        return sealed.open(delivery.sealedContent(), Secrets.class)
                .map(secrets ->
                        templates.render(delivery.template(), delivery.role(), locale, facts(delivery, secrets)));
    }

    private static Map<String, @Nullable Object> facts(Delivery delivery, Secrets secrets) {
        var facts = new HashMap<String, @Nullable Object>(delivery.facts());
        facts.put("happenedAt", delivery.happenedAt());
        facts.put("expiresAt", delivery.expiresAt());
        facts.put("pin", secrets.pin());
        facts.put("organisation", secrets.organisation());
        return facts;
    }

    private Mono<Void> conclude(Delivery delivery, SendOutcome outcome) {
        return switch (outcome) {
            case SendOutcome.Sent _ -> journal.sent(delivery).retryWhen(UNTIL_IT_IS_WRITTEN);
            case SendOutcome.Refused(var reason) -> journal.failed(delivery, reason);
            case SendOutcome.Unreachable(var reason) -> retry(delivery, reason);
        };
    }

    private Mono<Void> retry(Delivery delivery, String reason) {
        var backoff = properties.backoffAfter(delivery.attempt());
        LOG.warn("{} not sent: {}; again in {}", delivery, reason, backoff);
        return deliveries.retry(delivery, reason, backoff).then();
    }

    /** What of the sealed content goes into words; which of the two is there depends on the template. */
    private record Secrets(@Nullable String pin, @Nullable String organisation) {
        @Override
        public String toString() {
            return "Secrets[redacted]";
        }
    }
}
