// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.local;

/** Text from elsewhere on its way to a terminal, which would obey the control characters in it. */
final class Printable {

    private Printable() {}

    static String text(String text) {
        var printable = new StringBuilder(text.length());
        text.codePoints()
                .map(character -> isHarmless(character) ? character : '\uFFFD')
                .forEach(printable::appendCodePoint);
        return printable.toString();
    }

    private static boolean isHarmless(int character) {
        return character == '\n' || character == '\t' || !Character.isISOControl(character);
    }
}
