// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.notification.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.UUID;
import nl.koppelpunt.notification.delivery.DeliveryRecord.WithHistory;
import nl.koppelpunt.platform.defaults.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Officers look at mails and have those that failed sent again. */
@RestController
@RequestMapping("/api/notifications/v1/deliveries")
class DeliveryController {
    private static final int PAGE = 50;

    private final DeliveryRecords records;
    private final DeliveryJournal journal;

    DeliveryController(DeliveryRecords records, DeliveryJournal journal) {
        this.records = records;
        this.journal = journal;
    }

    @GetMapping
    Mono<Page> list(
            @RequestParam(required = false) @Pattern(regexp = "queued|sending|sent|failed|skipped|abandoned") @Nullable
                    String status,
            @RequestParam(required = false) @Nullable UUID after) {
        return records.page(status, after, PAGE + 1).collectList().map(Page::of);
    }

    @GetMapping("/{id}")
    Mono<WithHistory> find(@PathVariable UUID id) {
        return records.find(id)
                .zipWith(records.history(id).collectList(), WithHistory::new)
                .switchIfEmpty(Mono.error(DeliveryController::unknown));
    }

    /** A mail that is on its way already is not sent twice for being asked twice. */
    @PostMapping("/{id}/redeliveries")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Mono<DeliveryRecord> redeliver(@PathVariable UUID id, @Valid @RequestBody Redelivery body, Authentication officer) {
        return journal.redelivered(id, officer.getName(), body.reason())
                .flatMap(requeued -> records.find(id).switchIfEmpty(Mono.error(DeliveryController::unknown)))
                .map(DeliveryController::onItsWay);
    }

    private static DeliveryRecord onItsWay(DeliveryRecord delivery) {
        if (!List.of("queued", "sending").contains(delivery.status())) {
            throw Problem.of(
                    HttpStatus.CONFLICT,
                    "not-resendable",
                    "Not to be sent again",
                    "This mail was sent, or what it was about is over: there is nothing to send again.");
        }
        return delivery;
    }

    private static Problem unknown() {
        return Problem.of(HttpStatus.NOT_FOUND, "delivery-unknown", "Delivery unknown", "No mail has this id.");
    }

    /** Why, in a code of the officer's own page; free text would end up in the audit with names in it. */
    record Redelivery(
            @NotNull @Pattern(regexp = "[a-z][a-z0-9-]{0,39}")
            String reason) {}

    /** One page; {@code next} is the cursor of the following one, absent on the last. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Page(List<DeliveryRecord> deliveries, @Nullable UUID next) {
        static Page of(List<DeliveryRecord> found) {
            return found.size() <= PAGE
                    ? new Page(found, null)
                    : new Page(found.subList(0, PAGE), found.get(PAGE - 1).id());
        }
    }
}
