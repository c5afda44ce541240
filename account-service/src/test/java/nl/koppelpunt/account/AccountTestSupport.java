// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import nl.koppelpunt.platform.encryption.ColumnCipher;
import nl.koppelpunt.platform.test.TemporaryFolder;
import nl.koppelpunt.platform.test.TestTokens;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.DynamicPropertyRegistrar;

@TestConfiguration(proxyBeanMethods = false)
public class AccountTestSupport {

    @Bean
    DynamicPropertyRegistrar codeKeysFile() throws IOException {
        var file = codeKeys();
        return registry -> registry.add("koppelpunt.accounts.code-keys-file", file::toString);
    }

    @Bean
    Callers callers(Environment environment, TestTokens tokens) {
        return new Callers(environment, tokens);
    }

    @Bean
    TestData testData(DatabaseClient database, ColumnCipher cipher) {
        return new TestData(database, cipher);
    }

    private static Path codeKeys() throws IOException {
        var key =
                Base64.getEncoder().encodeToString("key for tests...".repeat(2).getBytes(StandardCharsets.US_ASCII));
        var file = TemporaryFolder.create("code-keys").resolve("code-keys.json");
        return Files.writeString(file, "{\"primary\":\"k1\",\"keys\":{\"k1\":\"" + key + "\"}}");
    }
}
