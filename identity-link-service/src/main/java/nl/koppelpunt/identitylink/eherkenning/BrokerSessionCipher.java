// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import java.nio.ByteBuffer;
import nl.koppelpunt.platform.encryption.ColumnCipher;
import tools.jackson.databind.json.JsonMapper;

/** How a session at the broker is kept in a column. */
public final class BrokerSessionCipher {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final ColumnCipher cipher;
    private final String column;

    public BrokerSessionCipher(ColumnCipher cipher, String column) {
        this.cipher = cipher;
        this.column = column;
    }

    public ByteBuffer encrypt(BrokerSession session) {
        return ByteBuffer.wrap(cipher.encrypt(column, JSON.writeValueAsString(session)));
    }

    public BrokerSession decrypt(ByteBuffer encrypted) {
        byte[] bytes = new byte[encrypted.remaining()];
        encrypted.duplicate().get(bytes);
        return JSON.readValue(cipher.decrypt(column, bytes), BrokerSession.class);
    }
}
