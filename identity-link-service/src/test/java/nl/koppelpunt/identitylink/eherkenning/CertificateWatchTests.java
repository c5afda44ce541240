// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import static nl.koppelpunt.identitylink.eherkenning.TestRings.activeFrom;
import static nl.koppelpunt.identitylink.eherkenning.TestRings.keys;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.test.StepVerifier;

@ExtendWith(OutputCaptureExtension.class)
class CertificateWatchTests {

    private static final OwnKey LASTS_29_DAYS = TestKeys.issue(2048, TestBroker.NOW, Duration.ofDays(29));
    private static final OwnKey LASTS_31_DAYS = TestKeys.issue(2048, TestBroker.NOW, Duration.ofDays(31));

    private final Clock clock = Clock.fixed(TestBroker.NOW, ZoneOffset.UTC);
    private final XmlWork work = new XmlWork();

    @TempDir
    Path directory;

    private Path metadata = Path.of("");

    @BeforeEach
    void prepare() {
        metadata = directory.resolve("metadata.xml");
        BrokerDirectoryTests.pem(LASTS_31_DAYS, directory.resolve("pinned.pem"));
    }

    @AfterEach
    void stop() {
        work.destroy();
    }

    @Test
    @DisplayName("S-032: a certificate that ends within thirty days is told, by purpose")
    void endIsToldThirtyDaysAhead(CapturedOutput output) throws IOException {
        CertificateWatch watch = watch(keys(activeFrom(LASTS_29_DAYS, TestBroker.NOW)), LASTS_29_DAYS);

        watch.warn();

        assertThat(output.getAll())
                .contains("certificate for signing ends in 29 days")
                .contains("certificate for decryption ends in 29 days")
                .contains("certificate for tls ends in 29 days")
                .contains("certificate for broker-signing ends in 29 days")
                .doesNotContain("certificate for broker-metadata");
    }

    @Test
    void keyThatOutlivesItSilencesTheWarning(CapturedOutput output) throws IOException {
        CertificateWatch watch = watch(
                keys(
                        activeFrom(LASTS_29_DAYS, TestBroker.NOW),
                        activeFrom(LASTS_31_DAYS, TestBroker.NOW.plusSeconds(60))),
                LASTS_31_DAYS);

        watch.warn();

        assertThat(output.getAll()).doesNotContain("The last certificate");
    }

    @Test
    void timeLeftIsAMetricPerPurpose() throws IOException {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        watch(keys(activeFrom(LASTS_29_DAYS, TestBroker.NOW)), LASTS_31_DAYS).bindTo(registry);
        PrometheusMeterRegistry prometheus = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        watch(keys(activeFrom(LASTS_29_DAYS, TestBroker.NOW)), null).bindTo(prometheus);

        assertThat(registry.get("koppelpunt.certificate.remaining")
                        .tag("purpose", "tls")
                        .timeGauge()
                        .value(TimeUnit.DAYS))
                .isCloseTo(29, within(0.01));
        assertThat(registry.get("koppelpunt.certificate.remaining")
                        .tag("purpose", "broker-signing")
                        .timeGauge()
                        .value(TimeUnit.DAYS))
                .isCloseTo(31, within(0.01));
        assertThat(prometheus.scrape())
                .contains("koppelpunt_certificate_remaining_seconds{purpose=\"broker-signing\"} NaN")
                .contains("koppelpunt_certificate_remaining_seconds{purpose=\"decryption\"} 2505600");
    }

    private CertificateWatch watch(OwnKeys keys, @Nullable OwnKey brokerKey) throws IOException {
        Path pinned = directory.resolve("pinned.pem");
        EHerkenningProperties properties = TestSettings.with(metadata.toString(), pinned, pinned);
        BrokerDirectory brokers = new BrokerDirectory(
                properties, new BrokerTrust(properties, work), new MemoryArchive(), WebClient.builder(), work, clock);
        if (brokerKey != null) {
            Files.write(metadata, TestMetadata.genuine().certificate(brokerKey).signedBy(LASTS_31_DAYS));
            // Work on XML has a budget of time, which a busy machine may use up.
            await().until(() -> {
                brokers.refreshWhenDue().as(StepVerifier::create).verifyComplete();
                return brokers.lastKnown() != null;
            });
        }
        return new CertificateWatch(
                new KeyRing(() -> "same", () -> keys, work, clock), brokers, new BrokerTrust(properties, work), clock);
    }
}
