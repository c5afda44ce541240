// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTests {

    @Test
    void withoutOptionsPortsStayAndDataSurvives() {
        var settings = Settings.parse();

        assertThat(settings.portOffset()).isZero();
        assertThat(settings.clean()).isFalse();
    }

    @Test
    void optionsAreReadInAnyOrder() {
        var settings = Settings.parse("--port-offset", "100", "--clean");

        assertThat(settings.portOffset()).isEqualTo(100);
        assertThat(settings.clean()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "-1", "50000"})
    void anImpossibleOffsetIsNamed(String offset) {
        assertThatExceptionOfType(StartFailure.class)
                .isThrownBy(() -> Settings.parse("--port-offset", offset))
                .withMessageContaining("--port-offset");
    }

    @Test
    void anUnknownOptionIsNamed() {
        assertThatExceptionOfType(StartFailure.class)
                .isThrownBy(() -> Settings.parse("--wipe"))
                .withMessageContaining("--wipe");
    }
}
