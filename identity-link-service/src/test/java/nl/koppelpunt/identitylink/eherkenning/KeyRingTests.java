// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import static nl.koppelpunt.identitylink.eherkenning.TestRings.activeFrom;
import static nl.koppelpunt.identitylink.eherkenning.TestRings.keys;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import reactor.test.StepVerifier;

@DisplayName("S-034: keys are replaced without a restart")
@ExtendWith(OutputCaptureExtension.class)
class KeyRingTests {

    private static final OwnKey OLD = TestKeys.OURS;
    private static final OwnKey NEW = TestKeys.OURS_NEXT;
    private static final Instant NOON = TestBroker.NOW;

    private final AtomicReference<Instant> now = new AtomicReference<>(NOON.minusSeconds(1));
    private final AtomicReference<Supplier<OwnKeys>> files =
            new AtomicReference<>(() -> keys(activeFrom(OLD, NOON.minusSeconds(60))));
    private final AtomicReference<String> fingerprint = new AtomicReference<>("first");
    private final XmlWork work = new XmlWork();

    @AfterEach
    void stop() {
        work.destroy();
    }

    @Test
    void keyComesIntoUseAtItsOwnDateAndBothAreRead() {
        files.set(() -> keys(activeFrom(OLD, NOON.minusSeconds(60)), activeFrom(NEW, NOON)));
        KeyRing ring = ring();

        assertThat(ring.signing()).isEqualTo(OLD);
        assertThat(ring.tls().key()).isEqualTo(OLD);
        assertThat(ring.decryption()).containsExactly(OLD, NEW);

        now.set(NOON);

        assertThat(ring.signing()).isEqualTo(NEW);
        assertThat(ring.tls().key()).isEqualTo(NEW);
        assertThat(ring.decryption()).containsExactly(OLD, NEW);
    }

    @Test
    void filesAreReadAgainOnlyWhenTheyChange() {
        KeyRing ring = ring();
        files.set(() -> keys(activeFrom(NEW, NOON.minusSeconds(60))));

        refresh(ring);
        assertThat(ring.signing()).isEqualTo(OLD);

        fingerprint.set("second");
        refresh(ring);
        assertThat(ring.signing()).isEqualTo(NEW);
    }

    @Test
    void filesThatCannotBeReadChangeNothing(CapturedOutput output) {
        KeyRing ring = ring();
        fingerprint.set("second");
        files.set(() -> {
            throw new IllegalStateException("The key store /keys.p12 cannot be read");
        });

        refresh(ring);

        assertThat(ring.signing()).isEqualTo(OLD);
        assertThat(output.getAll()).contains("those read before stay in use: The key store /keys.p12 cannot be read");
    }

    @Test
    void keyWhoseCertificateEndedGivesWayToOneThatHolds() {
        OwnKey ended = TestKeys.issue(2048, NOON, Duration.ofMinutes(-1));
        files.set(() -> keys(activeFrom(OLD, NOON.minusSeconds(7200)), activeFrom(ended, NOON.minusSeconds(3600))));

        assertThat(ring().signing()).isEqualTo(OLD);
    }

    @Test
    void endedOrEarlyKeyIsBetterThanNone() {
        OwnKey ended = TestKeys.issue(2048, NOON, Duration.ofMinutes(-1));
        files.set(() -> keys(activeFrom(ended, NOON.minusSeconds(3600))));
        assertThat(ring().signing()).isEqualTo(ended);

        files.set(() -> keys(activeFrom(OLD, NOON.plusSeconds(3600)), activeFrom(NEW, NOON.plusSeconds(60))));
        assertThat(ring().signing()).isEqualTo(NEW);
    }

    private KeyRing ring() {
        Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);
        return new KeyRing(fingerprint::get, () -> files.get().get(), work, clock);
    }

    private static void refresh(KeyRing ring) {
        ring.refresh().as(StepVerifier::create).verifyComplete();
    }
}
