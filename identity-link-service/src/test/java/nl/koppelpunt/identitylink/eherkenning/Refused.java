// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;

/** Asserts that a message is refused, for the reason it should be. */
final class Refused {

    private Refused() {}

    static void as(Refusal refusal, TestBroker message) {
        as(refusal, message.bytes());
    }

    static void as(Refusal refusal, byte[] message) {
        as(refusal, message, TestBroker.NOW);
    }

    static void as(Refusal refusal, byte[] message, Instant moment) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> TestBroker.verify(message, moment))
                .extracting(RefusedException::refusal)
                .isEqualTo(refusal);
    }
}
