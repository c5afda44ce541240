// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import java.util.Base64;
import java.util.regex.Pattern;

/** A Response that the browser itself brings, as brokers did before artifacts; taken only where that is switched on. */
final class PostedResponse {

    private static final Pattern LINE_BREAK = Pattern.compile("[\\r\\n]");

    private PostedResponse() {}

    static byte[] decode(String encoded) {
        if (encoded.length() > XmlReader.MAX_BYTES / 3 * 4) {
            throw new RefusedException(Refusal.MESSAGE_TOO_LARGE);
        }
        try {
            return Base64.getDecoder().decode(LINE_BREAK.matcher(encoded).replaceAll(""));
        } catch (IllegalArgumentException _) {
            throw new RefusedException(Refusal.MESSAGE_MALFORMED);
        }
    }
}
