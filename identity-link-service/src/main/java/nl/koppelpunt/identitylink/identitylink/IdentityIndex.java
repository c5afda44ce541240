// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.identitylink;

import java.util.List;
import nl.koppelpunt.platform.encryption.ColumnCipher;
import org.springframework.stereotype.Component;

/** Finds an identity in a table that does not hold it readably. */
@Component
public class IdentityIndex {

    private static final String COLUMN = "identity_index";

    private final ColumnCipher cipher;

    IdentityIndex(ColumnCipher cipher) {
        this.cipher = cipher;
    }

    /** What new rows get. */
    public byte[] of(IdentityKey identity) {
        return cipher.blindIndex(COLUMN, identity.canonical());
    }

    /** What rows may have, while keys are being replaced. */
    public List<byte[]> anyOf(IdentityKey identity) {
        return cipher.blindIndexes(COLUMN, identity.canonical());
    }
}
