// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.pins;

import java.util.Base64;

/** Ties a PIN to everything it may prove, so that it proves nothing anywhere else. */
public record PinBinding(String value) {

    public static PinBinding of(byte[] digest) {
        return new PinBinding(Base64.getUrlEncoder().withoutPadding().encodeToString(digest));
    }
}
