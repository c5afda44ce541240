// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The settings of a test without Spring. */
final class TestSettings {

    private TestSettings() {}

    static EHerkenningProperties with(String metadata, Path pinned, Path trust) {
        return new EHerkenningProperties(
                TestBroker.PROVIDER,
                TestBroker.SERVICE,
                TestBroker.SERVICE_UUID,
                "Portaal",
                URI.create("https://portaal.example.nl"),
                Path.of("absent"),
                Path.of("absent"),
                "signing",
                List.of("encryption"),
                "tls",
                trust,
                new EHerkenningProperties.BrokerSettings(TestBroker.ENTITY, metadata, pinned, Duration.ofHours(1)),
                LevelOfAssurance.LOA3,
                Duration.ofSeconds(30),
                List.of("/mijn"),
                new EHerkenningProperties.Operator(
                        "Test", URI.create("https://example.org"), "a@example.org", "b@example.org"));
    }
}
