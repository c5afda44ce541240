// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway.portal;

import java.util.regex.Pattern;

/** A sentence with one part that is marked: a link or strong words. In the messages that part stands between {@code <a>} tags or {@code <strong>} tags. */
record Sentence(String before, String marked, String after) {

    private static final Pattern MARKED = Pattern.compile("(?s)(.*)<(a|strong)>(.*)</\\2>(.*)");

    static Sentence of(String text) {
        var parts = MARKED.matcher(text);
        if (!parts.matches()) {
            throw new IllegalStateException("Nothing is marked in: " + text);
        }
        return new Sentence(parts.group(1), parts.group(3), parts.group(4));
    }
}
