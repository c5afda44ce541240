// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import nl.koppelpunt.platform.defaults.Problem;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Gives the page of a refused login what the broker said; the reference in its URL is all the page has. */
@RestController
class RefusalController {

    /** The message is free text of others: whoever shows it escapes it. */
    record BrokerMessage(String message) {

        @Override
        public String toString() {
            return "BrokerMessage[redacted]";
        }
    }

    private final RefusalMessages messages;

    RefusalController(RefusalMessages messages) {
        this.messages = messages;
    }

    @GetMapping("/internal/login-refusals/{reference}")
    Mono<ResponseEntity<BrokerMessage>> message(@PathVariable String reference) {
        return messages.find(reference)
                .map(message ->
                        ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(new BrokerMessage(message)))
                .switchIfEmpty(Mono.error(RefusalController::unknown));
    }

    private static Problem unknown() {
        return Problem.of(
                HttpStatus.NOT_FOUND,
                "no-broker-message",
                "No message",
                "The broker said nothing under this reference.");
    }
}
