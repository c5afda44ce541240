// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Tells in time when there will be no key left for a purpose, ours or the broker's. A key that ends is no news while
 * another that outlives it is there.
 */
@Component
class CertificateWatch implements MeterBinder {

    static final Duration NOTICE = Duration.ofDays(30);

    private static final Logger log = LoggerFactory.getLogger(CertificateWatch.class);

    enum Purpose {
        SIGNING("signing"),
        DECRYPTION("decryption"),
        TLS("tls"),
        BROKER_SIGNING("broker-signing"),
        BROKER_METADATA("broker-metadata");

        private final String tag;

        Purpose(String tag) {
            this.tag = tag;
        }
    }

    private final KeyRing keys;
    private final BrokerDirectory brokers;
    private final BrokerTrust trust;
    private final Clock clock;

    CertificateWatch(KeyRing keys, BrokerDirectory brokers, BrokerTrust trust, Clock clock) {
        this.keys = keys;
        this.brokers = brokers;
        this.trust = trust;
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (Purpose purpose : Purpose.values()) {
            TimeGauge.builder(
                            "koppelpunt.certificate.remaining", this, TimeUnit.SECONDS, watch -> watch.seconds(purpose))
                    .description("How long the last certificate there is for a purpose still holds")
                    .tag("purpose", purpose.tag)
                    .register(registry);
        }
    }

    @Scheduled(initialDelayString = "PT1M", fixedDelayString = "PT12H")
    void warn() {
        for (Purpose purpose : Purpose.values()) {
            remaining(purpose)
                    .filter(left -> left.compareTo(NOTICE) < 0)
                    .ifPresent(left ->
                            log.warn("The last certificate for {} ends in {} days", purpose.tag, left.toDays()));
        }
    }

    private double seconds(Purpose purpose) {
        return remaining(purpose)
                .map(Duration::toSeconds)
                .map(Long::doubleValue)
                .orElse(Double.NaN);
    }

    private Optional<Duration> remaining(Purpose purpose) {
        return end(purpose).map(end -> Duration.between(clock.instant(), end));
    }

    private Optional<Instant> end(Purpose purpose) {
        return switch (purpose) {
            case SIGNING -> last(certificates(keys.all().signing()));
            case DECRYPTION -> last(certificates(keys.all().decryption()));
            case TLS -> last(certificates(keys.all().tls()));
            case BROKER_SIGNING ->
                Optional.ofNullable(brokers.lastKnown())
                        .flatMap(broker -> last(broker.signingKeys().stream()
                                .map(VerificationKey::certificate)
                                .toList()));
            case BROKER_METADATA -> last(trust.metadataSigners());
        };
    }

    private static List<X509Certificate> certificates(List<DatedKey> keys) {
        return keys.stream().map(key -> key.key().certificate()).toList();
    }

    private static Optional<Instant> last(Collection<X509Certificate> certificates) {
        return certificates.stream()
                .map(certificate -> certificate.getNotAfter().toInstant())
                .max(Comparator.naturalOrder());
    }
}
