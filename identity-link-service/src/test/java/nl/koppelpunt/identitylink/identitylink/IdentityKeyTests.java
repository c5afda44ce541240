// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.identitylink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class IdentityKeyTests {

    private static final IdentityKey KEY = new IdentityKey("broker", "KvKnr", "01234567", "urn:pseudo", "Pseudonym");

    @Test
    @DisplayName("S-033 every part of an identity counts, byte for byte")
    void everyPartCounts() {
        assertThat(Stream.of(
                                new IdentityKey("Broker", "KvKnr", "01234567", "urn:pseudo", "Pseudonym"),
                                new IdentityKey("broker", "RSIN", "01234567", "urn:pseudo", "Pseudonym"),
                                new IdentityKey("broker", "KvKnr", "1234567", "urn:pseudo", "Pseudonym"),
                                new IdentityKey("broker", "KvKnr", "01234567", "urn:other", "Pseudonym"),
                                new IdentityKey("broker", "KvKnr", "01234567", "urn:pseudo", "pseudonym"),
                                new IdentityKey("broker", "KvKnr", "01234567", "urn:pseudo", "Pseudonym "))
                        .map(IdentityKey::canonical))
                .doesNotContain(KEY.canonical())
                .doesNotHaveDuplicates();
    }

    @Test
    void partsNeverRunIntoEachOther() {
        var one = new IdentityKey("a,1:b", "c", "d", "e", "f");
        var other = new IdentityKey("a", "b,1:c", "d", "e", "f");

        assertThat(one.canonical()).isNotEqualTo(other.canonical());
    }

    @Test
    void onlyTheTradeRegisterGivesAKvkNumber() {
        assertThat(KEY.kvkNumber()).isEqualTo("01234567");
        assertThat(new IdentityKey("b", "RSIN", "123456789", "t", "p").kvkNumber())
                .isNull();
    }

    @Test
    void isNotPrinted() {
        assertThat(KEY).asString().doesNotContain("Pseudonym", "01234567");
    }
}
