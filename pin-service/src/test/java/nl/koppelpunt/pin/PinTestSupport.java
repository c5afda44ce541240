// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.pin;

import java.io.IOException;
import java.nio.file.Files;
import nl.koppelpunt.platform.test.TemporaryFolder;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.DynamicPropertyRegistrar;

@TestConfiguration(proxyBeanMethods = false)
class PinTestSupport {
    @Bean
    DynamicPropertyRegistrar macKeysFile() throws IOException {
        var file = TemporaryFolder.create("pin-keys").resolve("pin-keys.json");
        Files.writeString(file, "{\"primary\": \"k1\", \"keys\": {\"k1\": \"%s\"}}".formatted(TestPins.key(1)));
        return registry -> registry.add("koppelpunt.pins.mac-keys-file", file::toString);
    }

    @Bean
    PinTable pinTable(PinRepository pins, MacKeys keys, DatabaseClient database) {
        return new PinTable(pins, keys, database);
    }
}
