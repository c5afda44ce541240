// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import nl.koppelpunt.platform.test.MailKeys;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class EventSealerTests {

    private final MailKeys keys = new MailKeys();
    private final JsonMapper json = JsonMapper.builder().build();
    private final EventSealer sealer = JweEventSealer.of(json, keys.publicKeysFile());

    @Test
    @DisplayName("S-053 what is sealed is readable for the mailer only")
    void mailerOpensWhatWasSealed() {
        String sealed = sealer.seal(Map.of("email", "naam@school.example"));
        assertThat(sealed).doesNotContain("naam@").matches("[\\w-]+\\.\\.[\\w-]+\\.[\\w-]+\\.[\\w-]+");
        assertThat(keys.open(sealed)).isEqualTo("{\"email\":\"naam@school.example\"}");
    }

    @Test
    void sameContentIsSealedDifferentlyEachTime() {
        assertThat(sealer.seal("x")).isNotEqualTo(sealer.seal("x"));
    }

    @Test
    void keySetWithoutEncryptionKeyIsRefused(@TempDir Path directory) throws IOException {
        Path empty = Files.writeString(directory.resolve("keys.json"), "{\"keys\":[]}");
        assertThatIllegalStateException().isThrownBy(() -> JweEventSealer.of(json, empty));
    }
}
