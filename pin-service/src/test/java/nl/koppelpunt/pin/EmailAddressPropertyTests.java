// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.pin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("S-058: whatever is typed as an address")
class EmailAddressPropertyTests {
    private static final int TIMES = 20_000;

    private static final String ORDINARY = "abcXYZ019-_+'é߀漢";

    /** What ends a header line, parts addresses, or is no text. */
    private static final List<String> NASTY = Stream.concat(
                    ",;:<>()[]\\\" \t".chars().mapToObj(Character::toString),
                    Stream.of(
                            "\r", "\n", "\r\n", "\u0000", "\u0007", "\u007f", "\u0085", "\u00a0", "\u00ad", "\u2028",
                            "\u202e", "\u2066", "\u3000", "\ufeff", "\ud800", "\udc00", "@"))
            .toList();

    @Test
    void anOrdinaryOneIsKeptAsTyped() {
        times(random -> {
            var typed = ordinary(random);
            assertThat(new EmailAddress(typed).value()).isEqualTo(typed);
        });
    }

    @Test
    void oneNastyCharacterAnywhereIsRefused() {
        times(random -> {
            var typed = ordinary(random);
            var at = random.nextInt(typed.length() + 1);
            var bent = typed.substring(0, at) + NASTY.get(random.nextInt(NASTY.size())) + typed.substring(at);
            assertThatIllegalArgumentException().isThrownBy(() -> new EmailAddress(bent));
        });
    }

    @Test
    void whatIsAcceptedOfAnythingIsOneAddressInOneLineOfText() {
        var alphabet = Stream.concat(NASTY.stream(), "aaaabc@@@...".chars().mapToObj(Character::toString))
                .toList();
        times(random -> accepted(text(random, alphabet, 1 + random.nextInt(12))).ifPresent(address -> {
            assertThat(address.value()).matches("[^@]+@[^@]+\\.[^@]+");
            assertThat(NASTY.stream().filter(nasty -> !nasty.equals("@"))).noneMatch(address.value()::contains);
            assertThat(new String(address.value().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                    .isEqualTo(address.value());
        }));
    }

    @Test
    void anAddressIsTooLongOrShortEnough() {
        times(random -> {
            var typed = ordinary(random, 1 + random.nextInt(300));
            assertThat(accepted(typed).isPresent()).isEqualTo(typed.length() <= 254);
        });
    }

    @Test
    void spellingsOfOneMailboxAreCountedAsOneAndCountingThemTwiceChangesNothing() {
        times(random -> {
            var plain = ordinary(random).replace("+", "p");
            var at = plain.indexOf('@');
            var tagged = plain.substring(0, at) + "+t" + plain.substring(at);
            if (at == 0 || at > 60) {
                return;
            }
            var mailbox = new EmailAddress(plain).mailbox();
            assertThat(new EmailAddress(tagged).mailbox()).isEqualTo(mailbox);
            assertThat(new EmailAddress(mailbox).mailbox()).isEqualTo(mailbox);
        });
    }

    /** A failure names the seed that makes it happen again. */
    private static void times(Consumer<Random> property) {
        for (var seed = 0; seed < TIMES; seed++) {
            try {
                property.accept(new Random(seed));
            } catch (AssertionError | IllegalArgumentException failed) {
                throw new AssertionError("with seed " + seed, failed);
            }
        }
    }

    private static Optional<EmailAddress> accepted(String typed) {
        try {
            return Optional.of(new EmailAddress(typed));
        } catch (IllegalArgumentException refused) {
            return Optional.empty();
        }
    }

    private static String ordinary(Random random) {
        return ordinary(random, 1 + random.nextInt(20));
    }

    private static String ordinary(Random random, int domain) {
        var characters = ORDINARY.chars().mapToObj(Character::toString).toList();
        return text(random, characters, 1 + random.nextInt(20)) + "@" + text(random, characters, domain) + "."
                + text(random, characters, 2);
    }

    private static String text(Random random, List<String> alphabet, int length) {
        return Stream.generate(() -> alphabet.get(random.nextInt(alphabet.size())))
                .limit(length)
                .collect(Collectors.joining());
    }
}
