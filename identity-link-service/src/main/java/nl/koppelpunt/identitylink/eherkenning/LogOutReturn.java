// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import java.util.List;
import java.util.Map;
import nl.koppelpunt.platform.audit.AuditEntry;
import nl.koppelpunt.platform.audit.AuditEntry.Outcome;
import nl.koppelpunt.platform.audit.AuditLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;
import reactor.core.publisher.Mono;

/**
 * Takes what the broker answers to a log-out. The session here ended before the broker was asked, so that whatever is
 * answered changes nothing but what is written down about it.
 */
@Component
final class LogOutReturn {

    private static final Logger log = LoggerFactory.getLogger(LogOutReturn.class);

    private final BrokerDirectory brokers;
    private final LogOutRequests requests;
    private final LogOutAnswerCheck check;
    private final XmlWork work;
    private final AuditLog audit;
    private final RefusalRows refusals;

    LogOutReturn(
            BrokerDirectory brokers,
            LogOutRequests requests,
            LogOutAnswerCheck check,
            XmlWork work,
            AuditLog audit,
            RefusalRows refusals) {
        this.brokers = brokers;
        this.requests = requests;
        this.check = check;
        this.work = work;
        this.audit = audit;
        this.refusals = refusals;
    }

    /** The request this answers, whatever the answer is worth; empty where nobody waits for one. */
    Mono<LogOutRequests.Sent> complete(MultiValueMap<String, String> parameters) {
        return Mono.justOrEmpty(single(parameters, "RelayState"))
                .flatMap(requests::finish)
                .flatMap(sent -> judge(sent, single(parameters, "SAMLResponse"))
                        .onErrorResume(
                                RefusedException.class,
                                e -> write(sent, Outcome.REFUSED, e.refusal().code()))
                        .thenReturn(sent))
                .switchIfEmpty(Mono.defer(() ->
                        refuse(new RefusedException(Refusal.REQUEST_UNKNOWN)).then(Mono.empty())));
    }

    /** For an answer that could not even be read. */
    Mono<Void> refuse(RefusedException unread) {
        return write("unknown", Outcome.REFUSED, unread.refusal().code());
    }

    private Mono<Void> judge(LogOutRequests.Sent sent, String response) {
        return brokers.current()
                .filter(broker -> broker.entityId().equals(sent.broker()))
                .switchIfEmpty(Mono.error(() -> new RefusedException(Refusal.BROKER_DISABLED)))
                .flatMap(broker -> work.run(() -> check.isEnded(PostedResponse.decode(response), broker, sent.id())))
                .flatMap(ended ->
                        ended ? write(sent, Outcome.SUCCESS, "ended") : write(sent, Outcome.FAILED, "not-ended"));
    }

    private Mono<Void> write(LogOutRequests.Sent sent, Outcome outcome, String code) {
        return write(sent.id(), outcome, code);
    }

    private Mono<Void> write(String request, Outcome outcome, String code) {
        if (outcome != Outcome.SUCCESS) {
            log.warn("Log-out at the broker: code={} request={}", code, request);
        }
        var entry = new AuditEntry(
                "eherkenning.log-out", "log-out-request", request, outcome, "anonymous", null, Map.of("code", code));
        return outcome == Outcome.REFUSED ? refusals.append(entry) : audit.append(entry);
    }

    private static String single(MultiValueMap<String, String> parameters, String name) {
        List<String> values = parameters.getOrDefault(name, List.of());
        return values.size() == 1 && values.getFirst() != null ? values.getFirst() : "";
    }
}
