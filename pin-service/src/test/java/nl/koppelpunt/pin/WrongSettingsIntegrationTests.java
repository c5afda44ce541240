// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.pin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import nl.koppelpunt.platform.test.FailingStart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program in a process of its own. */
class WrongSettingsIntegrationTests {

    @Test
    void whoSetsNothingIsToldEverythingThatIsMissing(@TempDir Path folder) throws Exception {
        var told = new FailingStart(PinServiceApplication.class, folder).told(Map.of());

        assertThat(Stream.of(
                        "spring.flyway.url",
                        "spring.r2dbc.url",
                        "spring.kafka.bootstrap-servers",
                        "koppelpunt.oin",
                        "koppelpunt.pins.mac-keys-file",
                        "koppelpunt.outbox.recipient-keys-file",
                        "koppelpunt.column-encryption.keyset-file",
                        "koppelpunt.column-encryption.index-keyset-file",
                        "koppelpunt.security.person.issuer",
                        "koppelpunt.security.person.jwk-set-uri"))
                .allSatisfy(name -> assertThat(told).contains(name + " is missing, for example "));
    }
}
