// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.linkattempt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import nl.koppelpunt.identitylink.Availability;
import nl.koppelpunt.identitylink.LinkServiceTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.context.TestPropertySource;

@LinkServiceTest
@ExtendWith(OutputCaptureExtension.class)
@TestPropertySource(properties = "logging.level.root=DEBUG")
class SecretsTests extends LinkFixture {

    @Test
    @DisplayName("S-053 S-131 no log line, at any level, holds what a person typed, got or is known by")
    void nothingSecretIsLogged(CapturedOutput output) {
        atPin();
        var linkingCookie = Objects.requireNonNull(browser.cookie());
        var pin = pin();
        accounts.is(Availability.HANGS_UP);
        browser.confirm(pin);
        accounts.is(Availability.UP);
        browser.confirm(pin);
        var token = browser.token();
        var signedInCookie = Objects.requireNonNull(browser.cookie());
        browser.prove(email, username, password);
        browser.delete("/api/links/v1/session");

        assertThat(output.getAll()).contains("nl.koppelpunt");
        assertThat(output.getAll())
                .doesNotContain(password, email, me.actingSubject().value(), linkingCookie, signedInCookie, token);
        assertThat(List.of(output.getAll().split("\\R")))
                .noneMatch(line -> line.contains("pin=" + pin) || line.contains("\"" + pin + "\""));
    }

    @Test
    @DisplayName("S-141 the database holds no readable address, pseudonym or cookie")
    void nothingSecretIsReadableInTheDatabase() {
        atPin();
        var attempt = column("SELECT a::text FROM link_attempt a WHERE id = :id", attemptId())
                .getFirst();
        browser.confirm(pin());
        var link = column(
                        "SELECT l::text FROM identity_link l WHERE portal_user_id = :id",
                        Objects.requireNonNull(accounts.portalUser(account)))
                .getFirst();

        assertThat(attempt)
                .contains(KVK)
                .doesNotContain(hex(email), hex(me.actingSubject().value()), email);
        assertThat(link)
                .contains(KVK)
                .doesNotContain(
                        hex(me.actingSubject().value()), me.actingSubject().value());
    }

    private static String hex(String text) {
        return java.util.HexFormat.of().formatHex(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
