// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.simulator.saml;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import nl.koppelpunt.simulator.SimulatorProperties;
import nl.koppelpunt.simulator.SimulatorProperties.ArtifactBinding;

final class TestProperties {

    private TestProperties() {}

    static SimulatorProperties withMetadata(String location) {
        return new SimulatorProperties(
                URI.create("http://localhost:8090"),
                0,
                URI.create("https://localhost:8491/artifact"),
                "urn:etoegang:HM:00000003123456780000:entities:9001",
                Path.of("unused"),
                Path.of("unused"),
                Path.of("unused"),
                location,
                null,
                null,
                null,
                ArtifactBinding.REDIRECT,
                true,
                "code@middelen.example",
                List.of(),
                List.of());
    }
}
