// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.pin;

import java.security.SecureRandom;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Draws PINs, each of the million equally likely, leading zeros kept (S-041). */
@Component
class PinGenerator {
    private static final int POSSIBLE_PINS = 1_000_000;

    private final SecureRandom random;

    PinGenerator(SecureRandom random) {
        this.random = random;
    }

    RawPin next() {
        return new RawPin(String.format(Locale.ROOT, "%06d", random.nextInt(POSSIBLE_PINS)));
    }
}
