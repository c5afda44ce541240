// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.defaults;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReferencesTests {

    @Test
    void aReferenceCanBeReadOutLoud() {
        var references = new References(new SecureRandom());
        assertThat(Stream.generate(references::next).limit(1_000))
                .allMatch(reference -> reference.matches("[A-HJ-NP-Z2-9]{8}"))
                .doesNotHaveDuplicates();
    }
}
