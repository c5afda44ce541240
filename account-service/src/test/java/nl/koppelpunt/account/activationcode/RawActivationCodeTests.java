// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.activationcode;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("S-060 activation codes")
class RawActivationCodeTests {

    private final SecureRandom random = new SecureRandom();

    @Test
    void sixteenSymbolsOfThirtyTwoAreEightyBits() {
        var codes = IntStream.range(0, 2_000)
                .mapToObj(i -> RawActivationCode.random(random).symbols())
                .collect(Collectors.toSet());

        assertThat(codes).hasSize(2_000).allMatch(code -> code.length() == 16);
        var symbols = new HashSet<Integer>();
        codes.forEach(code -> code.chars().forEach(symbols::add));
        assertThat(symbols).hasSize(32);
    }

    @Test
    void codeIsWrittenInGroupsAndReadBack() {
        var code = RawActivationCode.random(random);

        assertThat(code.grouped()).matches("(\\w{4}-){3}\\w{4}");
        assertThat(RawActivationCode.of(code.grouped())).contains(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1001-ABCD-EFGH-JKMN", "ioOl abcd efgh jkmn", " LOOI–ABCD–EFGH–JKMN "})
    void lookAlikesGroupingAndCaseDoNotMatter(String typed) {
        assertThat(RawActivationCode.of(typed)).contains(new RawActivationCode("1001ABCDEFGHJKMN"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "1001-ABCD-EFGH-JKM", "1001-ABCD-EFGH-JKMU", "1001-ABCD-EFGH-JKMN-P", "1001ABCDEFGHJKM\u0000"
            })
    void nothingElseIsACode(String typed) {
        assertThat(RawActivationCode.of(typed)).isEmpty();
    }

    @Test
    void codeIsNeverPrinted() {
        var code = RawActivationCode.random(random);
        assertThat(code).asString().doesNotContain(code.symbols());
    }
}
