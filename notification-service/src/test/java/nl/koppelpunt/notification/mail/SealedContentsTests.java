// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.notification.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nl.koppelpunt.platform.test.MailKeys;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;
import tools.jackson.databind.json.JsonMapper;

class SealedContentsTests {
    private final MailKeys current = new MailKeys();
    private final MailKeys old = new MailKeys();

    @TempDir
    private Path folder;

    @Test
    @DisplayName("S-053: an old key opens what was sealed before the rotation")
    void opensWithEachOfItsKeys() throws Exception {
        var contents = contents(current, old);
        for (var keys : List.of(current, old)) {
            contents.open(keys.seal("{\"pin\":\"004217\"}"), Map.class)
                    .as(StepVerifier::create)
                    .expectNext(Map.of("pin", "004217"))
                    .verifyComplete();
        }
    }

    @Test
    void aStrangersKeyIsUnreadableAndSaysNothing() throws Exception {
        contents(current)
                .open(new MailKeys().seal("{\"pin\":\"004217\"}"), Map.class)
                .as(StepVerifier::create)
                .verifyErrorSatisfies(error -> assertThat(error)
                        .isInstanceOf(UnreadableContentException.class)
                        .hasNoCause()
                        .hasMessageNotContaining("004217"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no jwe", "a.b.c.d.e"})
    void garbageIsUnreadable(String jwe) throws Exception {
        contents(current).open(jwe, Map.class).as(StepVerifier::create).verifyError(UnreadableContentException.class);
    }

    @Test
    void whatIsNotJsonIsUnreadableAndSaysNothing() throws Exception {
        contents(current)
                .open(current.seal("004217"), Map.class)
                .as(StepVerifier::create)
                .verifyErrorSatisfies(error -> assertThat(error)
                        .isInstanceOf(UnreadableContentException.class)
                        .hasMessageNotContaining("004217"));
    }

    private SealedContents contents(MailKeys... several) throws Exception {
        var all = new ArrayList<JWK>();
        for (var keys : several) {
            all.addAll(JWKSet.load(keys.privateKeysFile().toFile()).getKeys());
        }
        var file = Files.writeString(folder.resolve("keys.json"), new JWKSet(all).toString(false));
        var properties = TestMailProperties.withKeys(file);
        return new SealedContents(properties, JsonMapper.builder().build(), Schedulers.immediate());
    }
}
