// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.linkattempt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.stream.Stream;
import nl.koppelpunt.identitylink.accounts.Proof;
import nl.koppelpunt.identitylink.identitylink.IdentityKey;
import nl.koppelpunt.identitylink.pins.PinBinding;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("S-045: the binding of a PIN")
class AttemptBindingTests {

    private static final UUID ATTEMPT = UUID.randomUUID();
    private static final UUID PROOF = UUID.randomUUID();
    private static final UUID SESSION = UUID.randomUUID();
    private static final UUID OTHER = UUID.randomUUID();
    private static final String EMAIL = "naam@school.example";

    @Test
    void isTheSameForTheSameParts() {
        assertThat(binding()).isEqualTo(binding());
    }

    @Test
    void isAnotherForEveryPartThatIsAnother() {
        var account = new Proof("account", PROOF);
        var others = Stream.of(
                AttemptBinding.of(OTHER, identity("pseudonym"), account, EMAIL, SESSION),
                AttemptBinding.of(ATTEMPT, identity("other"), account, EMAIL, SESSION),
                AttemptBinding.of(ATTEMPT, identity("pseudonym"), new Proof("activation-code", PROOF), EMAIL, SESSION),
                AttemptBinding.of(ATTEMPT, identity("pseudonym"), new Proof("account", OTHER), EMAIL, SESSION),
                AttemptBinding.of(ATTEMPT, identity("pseudonym"), account, "ander@school.example", SESSION),
                AttemptBinding.of(ATTEMPT, identity("pseudonym"), account, EMAIL, OTHER));

        assertThat(Stream.concat(Stream.of(binding()), others)).hasSize(7).doesNotHaveDuplicates();
    }

    @Test
    void textCannotMoveFromOnePartToTheNext() {
        var moved = AttemptBinding.of(ATTEMPT, identity("pseudonym,7:a"), new Proof("ccount", PROOF), EMAIL, SESSION);

        assertThat(moved).isNotEqualTo(binding());
    }

    private static PinBinding binding() {
        return AttemptBinding.of(ATTEMPT, identity("pseudonym"), new Proof("account", PROOF), EMAIL, SESSION);
    }

    private static IdentityKey identity(String pseudonym) {
        return new IdentityKey("broker", "KvKnr", "12345678", "pseudo", pseudonym);
    }
}
