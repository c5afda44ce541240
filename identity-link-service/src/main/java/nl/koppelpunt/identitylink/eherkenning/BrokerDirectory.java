// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/**
 * The broker as its last good metadata described it. Without metadata that was verified and still holds there is no
 * broker, and so no login.
 */
@Component
final class BrokerDirectory {

    private static final Logger log = LoggerFactory.getLogger(BrokerDirectory.class);
    private static final Duration FETCH_TIMEOUT = Duration.ofSeconds(5);

    private record Known(Broker broker, Instant readAt) {}

    private final AtomicReference<@Nullable Known> known = new AtomicReference<>();
    private final String source;
    private final Duration refresh;
    private final BrokerMetadataReader reader;
    private final WebClient http;
    private final XmlWork work;
    private final Clock clock;

    BrokerDirectory(EHerkenningProperties properties, WebClient.Builder http, XmlWork work, Clock clock) {
        EHerkenningProperties.BrokerSettings broker = properties.broker();
        this.source = broker.metadata();
        this.refresh = broker.metadataRefresh();
        this.reader = new BrokerMetadataReader(
                broker.entityId(),
                PemCertificates.read(broker.metadataCertificateFile()).getFirst(),
                clock);
        this.http = http.build();
        this.work = work;
        this.clock = clock;
    }

    Mono<Broker> current() {
        return Mono.justOrEmpty(known.get())
                .map(Known::broker)
                .filter(broker -> broker.isValidAt(clock.instant()))
                .switchIfEmpty(Mono.error(() -> new RefusedException(Refusal.BROKER_UNAVAILABLE)));
    }

    /** Asks often while there is nothing, and seldom after that: the broker may start later than we do. */
    @Scheduled(fixedDelayString = "PT2S")
    Mono<Void> refreshWhenDue() {
        return Mono.defer(() -> isDue() ? load() : Mono.empty());
    }

    private boolean isDue() {
        Known last = known.get();
        return last == null
                || !last.broker().isValidAt(clock.instant().plus(refresh))
                || clock.instant().isAfter(last.readAt().plus(refresh));
    }

    private Mono<Void> load() {
        return fetch().flatMap(bytes -> work.run(() -> reader.read(bytes)))
                .doOnNext(this::remember)
                .then()
                .onErrorResume(Exception.class, e -> {
                    log.warn("Metadata of the broker not taken over: {}", cause(e));
                    return Mono.empty();
                });
    }

    private Mono<byte[]> fetch() {
        if (source.startsWith("https://") || source.startsWith("http://")) {
            return http.get()
                    .uri(source)
                    .accept(MediaType.ALL)
                    .retrieve()
                    .bodyToMono(byte[].class)
                    .timeout(FETCH_TIMEOUT);
        }
        return work.run(() -> Files.readAllBytes(Path.of(source)));
    }

    private void remember(Broker broker) {
        known.set(new Known(broker, clock.instant()));
        log.info("Metadata of broker {} taken over", broker.entityId());
    }

    private static String cause(Exception e) {
        return e instanceof RefusedException refused
                ? refused.refusal().code()
                : e.getClass().getSimpleName();
    }
}
