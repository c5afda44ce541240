// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.Validation;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenPropertiesTests {

    @ParameterizedTest
    @ValueSource(strings = {"", "account-service", "identity-link-service", "pin-service", "notification-service"})
    void portalIsNeverOneOfOurOwnServices(String audience) {
        assertThat(faults(audience)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"urn:voorbeeld:portaal", "account-services", "my-account-service"})
    void portalHasANameOfItsOwn(String audience) {
        assertThat(faults(audience)).isZero();
    }

    @Test
    void thereNeedNotBeAPortal() {
        assertThat(faults(null)).isZero();
    }

    private static int faults(@Nullable String audience) {
        var properties = new TokenProperties(
                "https://links.example", Path.of("keys"), Duration.ofSeconds(120), Duration.ofSeconds(60), audience);
        try (var factory = Validation.buildDefaultValidatorFactory()) {
            return factory.getValidator().validate(properties).size();
        }
    }
}
