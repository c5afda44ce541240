// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.imports;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** The text of a file whose charset nobody told: UTF-8 if it can be, else Windows-1252, which anything can be. */
record CsvText(String value) {

    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    static CsvText decode(byte[] content) {
        var text = text(content);
        return new CsvText(!text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text);
    }

    /** The candidate that stands most often in the header, outside quotes. */
    char delimiter() {
        char best = ';';
        long most = 0;
        for (char candidate : new char[] {';', ',', '\t'}) {
            var count = unquotedHeader().chars().filter(it -> it == candidate).count();
            if (count > most) {
                best = candidate;
                most = count;
            }
        }
        return best;
    }

    private String unquotedHeader() {
        return value.lines().findFirst().orElse("").replaceAll("\"[^\"]*\"", "");
    }

    private static String text(byte[] content) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(content))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return new String(content, WINDOWS_1252);
        }
    }

    @Override
    public String toString() {
        return "CsvText[redacted]";
    }
}
