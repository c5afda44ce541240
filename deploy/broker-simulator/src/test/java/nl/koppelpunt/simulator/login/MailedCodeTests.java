// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.simulator.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class MailedCodeTests {

    @RepeatedTest(20)
    void codeHasSixDigits() {
        assertThat(MailedCode.random(new SecureRandom()).digits()).matches("[0-9]{6}");
    }

    @Test
    void spacesAroundACodeDoNotMatter() {
        assertThat(new MailedCode("012345").matches(" 012345 ")).isTrue();
        assertThat(new MailedCode("012345").matches("12345")).isFalse();
    }

    @Test
    void codeIsNotPrinted() {
        assertThat(new MailedCode("012345").toString()).doesNotContain("012345");
    }
}
