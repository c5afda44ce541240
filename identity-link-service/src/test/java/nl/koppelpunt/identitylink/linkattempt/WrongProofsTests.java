// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.linkattempt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import nl.koppelpunt.identitylink.LinkServiceTest;
import nl.koppelpunt.identitylink.identitylink.IdentityIndex;
import nl.koppelpunt.identitylink.identitylink.IdentityKey;
import nl.koppelpunt.identitylink.identitylink.TestIdentityIndexes;
import nl.koppelpunt.platform.defaults.Problem;
import nl.koppelpunt.platform.encryption.ColumnCipher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** S-049: the count goes on while the key of its index is replaced. */
@LinkServiceTest
class WrongProofsTests {

    @Autowired
    WrongProofs before;

    @Autowired
    DatabaseClient database;

    @Autowired
    ColumnCipher cipher;

    @Autowired
    LinkAttemptProperties properties;

    private final IdentityKey me = new IdentityKey(
            "broker", "KvKnr", "12345678", "pseudonym", UUID.randomUUID().toString());

    private IdentityIndex newIndex;
    private WrongProofs after;

    @BeforeEach
    void rotate() {
        newIndex = TestIdentityIndexes.afterRotation(cipher);
        after = new WrongProofs(database, newIndex, properties);
    }

    @Test
    @DisplayName("S-049 a new key forgets no wrong proof")
    void newKeyForgetsNothing() {
        for (int proof = 0; proof < properties.wrongProofs(); proof++) {
            before.spend(me).block();
        }

        assertRefused(after.spend(me));
        assertRefused(before.spend(me));
    }

    @Test
    @DisplayName("S-049 what the old key counted is given back under the new one, once")
    void newKeyGivesBackWhatTheOldOneCounted() {
        for (int proof = 0; proof < properties.wrongProofs(); proof++) {
            before.spend(me).block();
        }

        after.giveBack(me).block();

        after.spend(me).block();
        assertRefused(after.spend(me));
    }

    @Test
    void newCountIsUnderTheNewKey() {
        after.spend(me).block();

        assertThat(rows(newIndex.of(me))).isEqualTo(1);
    }

    private long rows(byte[] index) {
        return database.sql("SELECT count(*) FROM wrong_proof WHERE identity_index = :index")
                .bind("index", index)
                .mapValue(Long.class)
                .one()
                .blockOptional()
                .orElseThrow();
    }

    private static void assertRefused(Mono<Void> spent) {
        StepVerifier.create(spent)
                .expectErrorSatisfies(
                        error -> assertThat(((Problem) error).getBody().getProperties())
                                .containsEntry("code", "too-many-attempts"))
                .verify();
    }
}
