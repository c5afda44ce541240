// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("S-103: where a login returns to")
class ReturnPathTests {

    private final ReturnPath path = new ReturnPath(List.of("/mijn"));

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "/",
                "//evil.example",
                "/\\evil.example",
                "https://evil.example/mijn",
                "/%2f%2fevil.example",
                "/mijn/..",
                "/mijn/../koppelen",
                "/mijnen",
                "/mijn\r\nSet-Cookie: a=b",
                "/mijn?x=y",
                "/mijn#x",
                "/koppelen"
            })
    void anythingElseIsTheDefault(@Nullable String asked) {
        assertThat(path.choose(asked)).isEqualTo("/mijn");
    }

    @Test
    void pathBelowAnAllowedOneIsKept() {
        assertThat(path.choose("/mijn/instellingen")).isEqualTo("/mijn/instellingen");
    }
}
