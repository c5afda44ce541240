// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.pin;

import java.util.Base64;
import java.util.regex.Pattern;

/** Ties a PIN to what its caller says it is for: 32 opaque bytes, written as base64url. */
record PinBinding(String value) {
    /** The last character carries four bits only, so that each binding has one spelling. */
    static final String BASE64URL = "[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]=?";

    private static final int LENGTH = 43;
    private static final Pattern PATTERN = Pattern.compile(BASE64URL);

    PinBinding {
        if (!PATTERN.matcher(value).matches()) {
            throw new IllegalArgumentException("A binding is 32 bytes in base64url");
        }
        value = value.substring(0, LENGTH);
    }

    byte[] bytes() {
        return Base64.getUrlDecoder().decode(value);
    }

    @Override
    public String toString() {
        return "PinBinding[redacted]";
    }
}
