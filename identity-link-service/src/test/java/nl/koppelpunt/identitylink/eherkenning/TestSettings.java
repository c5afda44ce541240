// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** The settings of a test without Spring. */
final class TestSettings {

    private static final EHerkenningProperties.Keys NO_KEYS = new EHerkenningProperties.Keys(
            List.of(), List.of(), List.of(), Duration.ofSeconds(30), EHerkenningProperties.ShownKeys.CURRENT_AND_NEXT);

    static final Duration FORM_TIMEOUT = Duration.ofSeconds(3);

    private TestSettings() {}

    static EHerkenningProperties with(String metadata, Path pinned, Path trust) {
        return with(true, metadata, pinned, trust);
    }

    static EHerkenningProperties with(boolean enabled, String metadata, Path pinned, Path trust) {
        return with(broker(enabled, metadata, pinned, "text/xml"), trust, NO_KEYS);
    }

    static EHerkenningProperties with(EHerkenningProperties.Keys keys) {
        Path absent = Path.of("absent");
        return with(broker(true, "absent", absent, "text/xml"), absent, keys);
    }

    static EHerkenningProperties withSoap(String contentType, Path trust) {
        return with(broker(true, "absent", trust, contentType), trust, NO_KEYS);
    }

    private static EHerkenningProperties.BrokerSettings broker(
            boolean enabled, String metadata, Path pinned, String soapContentType) {
        return new EHerkenningProperties.BrokerSettings(
                enabled,
                TestBroker.ENTITY,
                metadata,
                pinned,
                Duration.ofHours(1),
                soapContentType,
                false,
                true,
                false,
                false,
                Set.of(SignatureAlgorithm.RSA_SHA256),
                2048);
    }

    private static EHerkenningProperties with(
            EHerkenningProperties.BrokerSettings broker, Path trust, EHerkenningProperties.Keys keys) {
        Path store = keys.signing().isEmpty() ? Path.of("absent") : null;
        return new EHerkenningProperties(
                TestBroker.PROVIDER,
                TestBroker.SERVICE,
                TestBroker.SERVICE_UUID,
                "Portaal",
                null,
                URI.create("https://portaal.example.nl"),
                store,
                store,
                "signing",
                List.of("encryption"),
                "tls",
                keys,
                trust,
                broker,
                LevelOfAssurance.LOA3,
                Duration.ofSeconds(30),
                FORM_TIMEOUT,
                List.of("/mijn"),
                new EHerkenningProperties.Operator(
                        "Test", URI.create("https://example.org"), "a@example.org", "b@example.org"));
    }
}
