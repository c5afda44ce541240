// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.activationcode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import tools.jackson.databind.json.JsonMapper;

class CodeKeysTests {

    private static final String OLD = Base64.getEncoder().encodeToString(new byte[32]);
    private static final String NEW =
            Base64.getEncoder().encodeToString("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII));

    private final RawActivationCode code = new RawActivationCode("1001ABCDEFGHJKMN");

    @TempDir
    Path directory;

    @Test
    void codeMadeWithTheOldKeyIsStillFoundAfterRotation() throws IOException {
        var before = keys("{'primary':'k1','keys':{'k1':'%s'}}".formatted(OLD));
        var after = keys("{'primary':'k2','keys':{'k1':'%s','k2':'%s'}}".formatted(OLD, NEW));

        assertThat(after.macs(code))
                .anyMatch(mac -> Arrays.equals(mac.value(), before.mac(code).value()));
        assertThat(after.mac(code).keyId()).isEqualTo("k2");
        assertThat(after.mac(code).value()).isNotEqualTo(before.mac(code).value());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    {'primary':'k2','keys':{'k1':'MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY='}} | names a file that does not hold its primary key
                    {}                                           | names a file without 'primary' and 'keys'
                    {'primary':'k1','keys':{'k1':'c2hvcnQ='}}    | names a file with a key of fewer than 32 bytes
                    {'primary':'k1','keys':{'k1':'geheim!'}}     | names a file with a key that is not base64
                    geheim                                       | names a file that is not the JSON of keys
                    """)
    void fileThatCannotBeUsedStopsTheStart(String json, String reason) {
        assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
                .isThrownBy(() -> keys(json))
                .satisfies(refused -> assertThat(refused.getName()).isEqualTo("koppelpunt.accounts.code-keys-file"))
                .satisfies(refused -> assertThat(refused.getReason()).isEqualTo(reason))
                .satisfies(refused -> assertThat(refused).hasNoCause().hasMessageNotContaining("geheim"));
    }

    private CodeKeys keys(String json) throws IOException {
        var file = Files.writeString(directory.resolve("keys.json"), json.replace('\'', '"'));
        return CodeKeys.read(file, JsonMapper.builder().build());
    }
}
