// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.encryption;

import static org.assertj.core.api.Assertions.assertThat;

import nl.koppelpunt.platform.test.ColumnEncryptionTestSupport;
import nl.koppelpunt.platform.test.TestKeysets;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

@SpringBootTest(classes = ColumnEncryptionAutoConfigurationTests.Application.class)
@Import(ColumnEncryptionTestSupport.class)
class ColumnEncryptionAutoConfigurationTests {

    private final ApplicationContextRunner contexts = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(ColumnEncryptionAutoConfiguration.class));

    @Autowired
    private ColumnCipher cipher;

    @Test
    void keysOfTheTestSupportWork() {
        assertThat(cipher.decrypt("a.b", cipher.encrypt("a.b", "value"))).isEqualTo("value");
        assertThat(cipher.blindIndexes("a.b", "value")).containsExactly(cipher.blindIndex("a.b", "value"));
    }

    @Test
    void serviceWithoutKeysDoesNotStart() {
        contexts.run(context -> assertThat(context).hasFailed());
        contexts.withPropertyValues(new TestKeysets()
                        .properties().entrySet().stream()
                                .map(entry -> entry.getKey() + "=" + entry.getValue())
                                .toArray(String[]::new))
                .run(context -> assertThat(context).hasSingleBean(ColumnCipher.class));
    }

    @Test
    void keySetsThatChangedPlacesAreNamed() {
        var keysets = new TestKeysets();
        contexts.withPropertyValues(
                        "koppelpunt.column-encryption.keyset-file=" + keysets.indexKeyset(),
                        "koppelpunt.column-encryption.index-keyset-file=" + keysets.indexKeyset())
                .run(context -> assertThat(context.getStartupFailure())
                        .hasStackTraceContaining("names no file with a key set that encrypts"));
    }

    @Configuration
    @EnableAutoConfiguration
    static class Application {}
}
