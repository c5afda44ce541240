// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.pin;

import java.util.List;
import java.util.UUID;

/** A PIN drawn, signed and sealed, not yet issued; no longer holds the digits. */
record PinDraft(
        UUID id,
        PinRequest request,
        PinMac mac,
        List<byte[]> mailboxIndexes,
        List<byte[]> contentIndexes,
        String sealedMessage) {
    @Override
    public String toString() {
        return "PinDraft[id=" + id + "]";
    }
}
