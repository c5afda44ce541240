// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.simulator.saml;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class ArtifactsTests {

    private final AtomicLong nanos = new AtomicLong();
    private final Artifacts artifacts =
            new Artifacts(TestProperties.withMetadata("unused"), new SecureRandom(), nanos::get);
    private final Document response = Xml.parse("<a/>".getBytes(StandardCharsets.UTF_8));

    @Test
    void artifactIsForgottenAfterTwoMinutes() {
        var early = artifacts.keep(response, null);
        nanos.addAndGet(Duration.ofSeconds(119).toNanos());
        assertThat(artifacts.take(early)).isPresent();

        var late = artifacts.keep(response, null);
        nanos.addAndGet(Duration.ofMinutes(2).toNanos());
        assertThat(artifacts.take(late)).isEmpty();
    }

    @Test
    void everyArtifactIsAnother() {
        assertThat(artifacts.keep(response, null)).isNotEqualTo(artifacts.keep(response, null));
    }
}
