// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
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
    private static final Duration PAUSE = Duration.ofMinutes(1);

    /** By whose signature it is known, too: when others are trusted it is no longer. */
    private record Known(Broker broker, Instant readAt, List<X509Certificate> signers) {}

    private final AtomicReference<@Nullable Known> known = new AtomicReference<>();
    private final EHerkenningProperties.BrokerSettings settings;
    private final BrokerMetadataReader reader;
    private final BrokerTrust trust;
    private final MetadataArchive archive;
    private final WebClient http;
    private final XmlWork work;
    private final Clock clock;
    private volatile Instant pausedUntil = Instant.MIN;

    BrokerDirectory(
            EHerkenningProperties properties,
            BrokerTrust trust,
            MetadataArchive archive,
            WebClient.Builder http,
            XmlWork work,
            Clock clock) {
        this.settings = properties.broker();
        this.reader = new BrokerMetadataReader(settings.entityId(), settings.signatureRules(), clock);
        this.trust = trust;
        this.archive = archive;
        this.http = http.build();
        this.work = work;
        this.clock = clock;
    }

    Mono<Broker> current() {
        if (!settings.enabled()) {
            return Mono.error(() -> new RefusedException(Refusal.BROKER_DISABLED));
        }
        return Mono.justOrEmpty(lastKnown())
                .filter(broker -> broker.isValidAt(clock.instant()))
                .switchIfEmpty(Mono.error(() -> new RefusedException(Refusal.BROKER_UNAVAILABLE)));
    }

    /** Also when it is over; nothing if there never was one. */
    @Nullable
    Broker lastKnown() {
        Known last = known.get();
        return last == null ? null : last.broker();
    }

    /** Asks often while there is nothing, and seldom after that: the broker may start later than we do. */
    @Scheduled(fixedDelayString = "PT2S")
    Mono<Void> refreshWhenDue() {
        return Mono.defer(() -> isDue() ? load() : Mono.empty());
    }

    private boolean isDue() {
        Known last = known.get();
        Instant now = clock.instant();
        Duration refresh = settings.metadataRefresh();
        if (last == null || !last.signers().equals(trust.metadataSigners())) {
            return true;
        }
        boolean old = !last.broker().isValidAt(now.plus(refresh))
                || now.isAfter(last.readAt().plus(refresh));
        return old && !now.isBefore(pausedUntil);
    }

    private Mono<Void> load() {
        List<X509Certificate> signers = trust.metadataSigners();
        return fetch().flatMap(bytes -> work.run(() -> reader.read(bytes, signers))
                        .flatMap(broker -> keep(bytes).thenReturn(broker)))
                .doOnNext(broker -> remember(new Known(broker, clock.instant(), signers)))
                .then()
                .onErrorResume(Exception.class, e -> fallBack(e, signers))
                .then(Mono.fromRunnable(this::pause));
    }

    private Mono<byte[]> fetch() {
        String source = settings.metadata();
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

    private Mono<Void> keep(byte[] document) {
        return archive.keep(settings.entityId(), document).onErrorResume(Exception.class, e -> {
            log.warn(
                    "Metadata of the broker could not be kept: {}", e.getClass().getSimpleName());
            return Mono.empty();
        });
    }

    private Mono<Void> fallBack(Throwable failure, List<X509Certificate> signers) {
        log.warn("Metadata of the broker not taken over: {}", cause(failure));
        Known last = known.get();
        if (last != null && last.signers().equals(signers)) {
            return Mono.empty();
        }
        known.set(null);
        return archive.find(settings.entityId())
                .flatMap(bytes -> work.run(() -> reader.read(bytes, signers)))
                .doOnNext(broker -> remember(new Known(broker, Instant.EPOCH, signers)))
                .then()
                .onErrorResume(Exception.class, e -> {
                    log.warn("Metadata that was kept of the broker is of no use: {}", cause(e));
                    return Mono.empty();
                });
    }

    private void remember(Known now) {
        Broker broker = now.broker();
        Known before = known.getAndSet(now);
        log.info("Metadata of broker {} taken over", broker.entityId());
        if (before != null && !fingerprints(broker).equals(fingerprints(before.broker()))) {
            log.warn("The broker signs with other keys than before: {}", fingerprints(broker));
        }
    }

    private static Set<String> fingerprints(Broker broker) {
        return broker.signingKeys().stream().map(VerificationKey::fingerprint).collect(Collectors.toSet());
    }

    /** A broker that is known can do without haste; one that is not is asked for again at once. */
    private void pause() {
        if (known.get() != null) {
            pausedUntil = clock.instant().plus(PAUSE);
        }
    }

    private static String cause(Throwable e) {
        return e instanceof RefusedException refused
                ? refused.refusal().code()
                : e.getClass().getSimpleName();
    }
}
