// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.simulator.saml;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import nl.koppelpunt.simulator.SimulatorProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.util.retry.Retry;

/** The metadata of the service provider, read when it is first needed and again when it has grown old. */
@Component
class DvMetadataSource {

    private static final Logger log = LoggerFactory.getLogger(DvMetadataSource.class);
    private static final Duration KEPT = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Mono<DvMetadata> metadata;

    DvMetadataSource(SimulatorProperties properties, Scheduler samlScheduler) {
        this.metadata = bytes(properties.dvMetadata())
                .publishOn(samlScheduler)
                .map(DvMetadata::parse)
                .subscribeOn(samlScheduler)
                .doOnNext(read -> log.info("Metadata of {} read", read.entityId()))
                .onErrorMap(DvUnavailableException::new)
                .cache(_ -> KEPT, _ -> Duration.ZERO, () -> Duration.ZERO);
    }

    Mono<DvMetadata> get() {
        return metadata;
    }

    private static Mono<byte[]> bytes(String location) {
        return location.startsWith("http")
                ? fetched(location)
                : Mono.fromCallable(() -> Files.readAllBytes(Path.of(location)));
    }

    private static Mono<byte[]> fetched(String location) {
        return WebClient.create(location)
                .get()
                .retrieve()
                .bodyToMono(byte[].class)
                .timeout(PATIENCE)
                .retryWhen(Retry.backoff(2, Duration.ofMillis(200)).onRetryExhaustedThrow((_, last) -> last.failure()));
    }
}
