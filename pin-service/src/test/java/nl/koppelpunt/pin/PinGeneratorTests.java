// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.pin;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PinGeneratorTests {
    private static final int DRAWS = 1_000_000;

    @Test
    @DisplayName("S-041: each of the million is equally likely (chi-square over thousand bins and over each digit)")
    void drawsUniformly() {
        var generator = new PinGenerator(seeded(20261101));
        var bins = new int[1000];
        var digits = new int[6][10];
        for (var draw = 0; draw < DRAWS; draw++) {
            var pin = generator.next().digits();
            bins[Integer.parseInt(pin) / 1000]++;
            for (var place = 0; place < 6; place++) {
                digits[place][pin.charAt(place) - '0']++;
            }
        }
        // Bounds of p = 0.0001 for 999 and 9 degrees of freedom; the seed makes the outcome the same each time.
        assertThat(chiSquare(bins)).isLessThan(1175);
        assertThat(List.of(digits))
                .allSatisfy(place -> assertThat(chiSquare(place)).isLessThan(33.7));
    }

    @Test
    @DisplayName("S-041: leading zeros are kept")
    void keepsLeadingZeros() {
        assertThat(new PinGenerator(always(42)).next().digits()).isEqualTo("000042");
        assertThat(new PinGenerator(always(0)).next().digits()).isEqualTo("000000");
    }

    private static double chiSquare(int[] counts) {
        var expected = (double) DRAWS / counts.length;
        var sum = 0.0;
        for (var count : counts) {
            sum += (count - expected) * (count - expected) / expected;
        }
        return sum;
    }

    private static SecureRandom seeded(long seed) {
        var source = new Random(seed);
        return new FixedRandom() {
            @Override
            public int nextInt(int bound) {
                return source.nextInt(bound);
            }
        };
    }

    private static SecureRandom always(int value) {
        return new FixedRandom() {
            @Override
            public int nextInt(int bound) {
                return value;
            }
        };
    }

    private static class FixedRandom extends SecureRandom {
        private static final long serialVersionUID = 1L;
    }
}
