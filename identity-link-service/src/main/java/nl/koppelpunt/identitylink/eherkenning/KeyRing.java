// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import reactor.core.publisher.Mono;

/**
 * Our keys of this moment. The files are read again when they change and a key comes into use at its own date, so that
 * keys are replaced without a restart; files that cannot be read change nothing.
 */
class KeyRing {

    private static final Logger log = LoggerFactory.getLogger(KeyRing.class);

    private record Loaded(String fingerprint, OwnKeys keys) {}

    private final Supplier<String> fingerprints;
    private final Supplier<OwnKeys> source;
    private final XmlWork work;
    private final Clock clock;
    private final AtomicReference<Loaded> loaded;

    static KeyRing of(KeyFiles files, XmlWork work, Clock clock) {
        return new KeyRing(files::fingerprint, files::read, work, clock);
    }

    /** Reads the keys; without them the program does not start. */
    KeyRing(Supplier<String> fingerprints, Supplier<OwnKeys> source, XmlWork work, Clock clock) {
        this.fingerprints = fingerprints;
        this.source = source;
        this.work = work;
        this.clock = clock;
        this.loaded = new AtomicReference<>(new Loaded(fingerprints.get(), source.get()));
    }

    OwnKey signing() {
        return OwnKeys.inUse(all().signing(), now()).key();
    }

    /** Every key there is: what was encrypted for the one before, or the one after, is read too. */
    List<OwnKey> decryption() {
        return all().decryption().stream().map(DatedKey::key).toList();
    }

    DatedKey tls() {
        return OwnKeys.inUse(all().tls(), now());
    }

    OwnKeys all() {
        return loaded.get().keys();
    }

    Instant now() {
        return clock.instant();
    }

    @Scheduled(
            initialDelayString = "${koppelpunt.eherkenning.keys.refresh:30s}",
            fixedDelayString = "${koppelpunt.eherkenning.keys.refresh:30s}")
    Mono<Void> refresh() {
        return work.run(this::reload).onErrorResume(Exception.class, e -> {
            log.error("Our keys cannot be read again, those read before stay in use: {}", e.getMessage());
            return Mono.empty();
        });
    }

    private @Nullable Void reload() {
        String fingerprint = fingerprints.get();
        if (!fingerprint.equals(loaded.get().fingerprint())) {
            loaded.set(new Loaded(fingerprint, source.get()));
            log.info("Our keys were read again: signing with {}", signing().name());
        }
        return null;
    }
}
