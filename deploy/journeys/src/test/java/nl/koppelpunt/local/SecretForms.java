// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Arrays;
import java.util.Base64;
import java.util.BitSet;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Secrets, and the forms in which they are as readable as in clear: percent-encoded, hexadecimal, in a Base64 text. */
final class SecretForms {

    private static final int BASE64_BYTES = 3;
    private static final int BASE64_BITS = 6;

    private final Set<String> numbers;
    /** A long text is read once, and compared only where two characters fit, with what begins by them. */
    private final Map<Integer, List<String>> forms;

    private final BitSet beginnings = new BitSet();

    SecretForms(Collection<String> secrets) {
        this.numbers = secrets.stream()
                .filter(secret -> secret.chars().allMatch(Character::isDigit))
                .collect(Collectors.toUnmodifiableSet());
        this.forms = secrets.stream()
                .flatMap(SecretForms::of)
                .distinct()
                .collect(Collectors.groupingBy(form -> beginning(form, 0)));
        this.forms.keySet().forEach(beginnings::set);
    }

    /** A number inside a longer word is another number: part of a hash, of a time, of an identifier. */
    boolean areIn(String text) {
        for (var i = 0; i < text.length() - 1; i++) {
            var beginning = beginning(text, i);
            if (beginnings.get(beginning)) {
                var start = i;
                if (forms.getOrDefault(beginning, List.of()).stream()
                        .anyMatch(form -> text.startsWith(form, start)
                                && (!numbers.contains(form) || isAlone(text, start, start + form.length())))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static int beginning(String text, int start) {
        return (text.charAt(start) << Byte.SIZE) ^ text.charAt(start + 1);
    }

    private static boolean isAlone(String text, int start, int end) {
        return (start == 0 || isBoundary(text.charAt(start - 1)))
                && (end == text.length() || isBoundary(text.charAt(end)));
    }

    private static boolean isBoundary(char character) {
        return character != '.' && (character > '~' || !Character.isLetterOrDigit(character));
    }

    private static Stream<String> of(String secret) {
        var bytes = secret.getBytes(UTF_8);
        var percent = new StringBuilder();
        for (var value : bytes) {
            percent.append("%%%02X".formatted(value));
        }
        var hexadecimal = HexFormat.of().formatHex(bytes);
        var base64 = IntStream.range(0, BASE64_BYTES).mapToObj(offset -> base64(bytes, offset));
        return Stream.concat(
                Stream.of(secret, percent.toString(), hexadecimal, URLEncoder.encode(secret, UTF_8)), base64);
    }

    /** The characters that stand for nothing but the secret, when so many other bytes come before it. */
    private static String base64(byte[] secret, int offset) {
        var bytes = Arrays.copyOf(new byte[offset], offset + secret.length);
        System.arraycopy(secret, 0, bytes, offset, secret.length);
        var text = Base64.getEncoder().withoutPadding().encodeToString(bytes);
        var end = bytes.length * Byte.SIZE / BASE64_BITS;
        return text.substring(Math.ceilDiv(offset * Byte.SIZE, BASE64_BITS), end);
    }
}
