// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.notification.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import nl.koppelpunt.notification.mail.GoAhead;
import nl.koppelpunt.notification.mail.Mail;
import nl.koppelpunt.notification.mail.MailTemplates;
import nl.koppelpunt.notification.mail.Mailer;
import nl.koppelpunt.notification.mail.SealedContents;
import nl.koppelpunt.notification.mail.SendOutcome;
import nl.koppelpunt.notification.mail.UnreadableContentException;
import nl.koppelpunt.platform.consumption.Outages;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Hands one claimed delivery to the mail server and writes down what it made of it. */
@Service
class DeliveryAttempt {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryAttempt.class);

    // The mail is out: as long as this process lives, a database that is away must not lead to a second one (S-114).
    private static final Retry UNTIL_THE_DATABASE_IS_BACK = Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(100))
            .maxBackoff(Duration.ofSeconds(1))
            .filter(Outages::isOutage);

    private static final Retry A_FEW_TIMES = Retry.backoff(3, Duration.ofMillis(200));

    private static final Retry FOR_EVER =
            Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(200)).maxBackoff(Duration.ofSeconds(10));

    private final DeliveryJournal journal;
    private final SealedContents sealed;
    private final MailTemplates templates;
    private final Mailer mailer;
    private final HandOvers handOvers;
    private final DeliveryProperties properties;
    private final DeliveryMetrics metrics;

    DeliveryAttempt(
            DeliveryJournal journal,
            SealedContents sealed,
            MailTemplates templates,
            Mailer mailer,
            HandOvers handOvers,
            DeliveryProperties properties,
            DeliveryMetrics metrics) {
        this.journal = journal;
        this.sealed = sealed;
        this.templates = templates;
        this.mailer = mailer;
        this.handOvers = handOvers;
        this.properties = properties;
        this.metrics = metrics;
    }

    /** Never fails: one delivery that goes wrong must not stop the others; its lease ends and it is tried again. */
    Mono<Void> make(Delivery delivery) {
        return Mono.defer(() -> attempt(delivery))
                .onErrorResume(UnreadableContentException.class, unreadable -> journal.failed(delivery, "unreadable"))
                .onErrorResume(failure -> {
                    LOG.error(
                            "{} could not be handled: {}",
                            delivery,
                            failure.getClass().getName());
                    return Mono.empty();
                });
    }

    private Mono<Void> attempt(Delivery delivery) {
        if (delivery.expired()) {
            return journal.expired(delivery);
        }
        return Mono.using(
                () -> handOvers.turn(delivery),
                turn -> handOver(delivery, turn).flatMap(outcome -> conclude(delivery, outcome)),
                HandOvers.Turn::end);
    }

    /** A row of another version or key, or a template with a fault: tried again, as all of these may be mended in time. */
    private Mono<SendOutcome> handOver(Delivery delivery, GoAhead turn) {
        var locale = Locale.forLanguageTag(delivery.locale());
        return Mono.fromSupplier(delivery.envelope())
                .flatMap(envelope -> compose(delivery, envelope, locale)
                        .flatMap(mail -> mailer.send(delivery.id(), envelope.recipient(), locale, mail, turn)))
                .onErrorResume(failure -> !(failure instanceof UnreadableContentException), failure -> {
                    LOG.error(
                            "{} could not be composed: {}",
                            delivery,
                            failure.getClass().getName());
                    return Mono.just(new SendOutcome.Unreachable("not-composed"));
                });
    }

    private Mono<Mail> compose(Delivery delivery, Delivery.Envelope envelope, Locale locale) {
        return sealed.open(delivery.sealedContent(), Secrets.class)
                .map(secrets -> templates.render(
                        envelope.kind(), delivery.role(), locale, facts(delivery, envelope.facts(), secrets)));
    }

    private static Map<String, @Nullable Object> facts(Delivery delivery, Map<String, String> told, Secrets secrets) {
        var facts = new HashMap<String, @Nullable Object>(told);
        facts.put("happenedAt", delivery.happenedAt());
        facts.put("expiresAt", delivery.expiresAt());
        facts.computeIfPresent("validUntil", (name, until) -> Instant.parse(until.toString()));
        facts.put("pin", secrets.pin());
        facts.put("token", secrets.token());
        facts.put("organisation", secrets.organisation());
        return facts;
    }

    private Mono<Void> conclude(Delivery delivery, SendOutcome outcome) {
        return switch (outcome) {
            case SendOutcome.Sent _ -> {
                metrics.handedOver(delivery);
                yield journal.sent(delivery)
                        .retryWhen(UNTIL_THE_DATABASE_IS_BACK)
                        .retryWhen(A_FEW_TIMES)
                        .onErrorResume(
                                failure -> journal.unrecorded(delivery, failure).retryWhen(FOR_EVER));
            }
            case SendOutcome.Refused(var reason) -> journal.failed(delivery, reason);
            case SendOutcome.Unreachable(var reason) ->
                journal.deferred(delivery, reason, properties.backoffAfter(delivery.attempt()));
            case SendOutcome.Overdue _ -> journal.deferred(delivery, "waited-too-long", Duration.ZERO);
        };
    }

    /** What of the sealed content goes into words; which of these is there depends on the kind of mail. */
    private record Secrets(
            @Nullable String pin,
            @Nullable String token,
            @Nullable String organisation) {
        @Override
        public String toString() {
            return "Secrets[redacted]";
        }
    }
}
