// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import java.util.Arrays;
import java.util.Base64;

/** A SAML artifact of type 4: which broker made it, and which of its endpoints gives the message in return for it. */
record Artifact(String encoded, int endpointIndex) {

    private static final int LENGTH = 44;
    private static final int TYPE = 0x0004;
    private static final int SOURCE_START = 4;
    private static final int SOURCE_END = 24;

    static Artifact parse(String encoded, String brokerEntityId) {
        byte[] bytes = decode(encoded);
        if (bytes.length != LENGTH || uint16(bytes, 0) != TYPE) {
            throw new RefusedException(Refusal.ARTIFACT_MALFORMED);
        }
        byte[] source = Arrays.copyOfRange(bytes, SOURCE_START, SOURCE_END);
        if (!Arrays.equals(source, Hashes.sha1(brokerEntityId))) {
            throw new RefusedException(Refusal.ARTIFACT_OF_OTHER_BROKER);
        }
        // Written anew, so that one artifact has one spelling in the ledger and towards the broker.
        return new Artifact(Base64.getEncoder().encodeToString(bytes), uint16(bytes, 2));
    }

    private static byte[] decode(String encoded) {
        try {
            return Base64.getDecoder().decode(encoded);
        } catch (IllegalArgumentException _) {
            throw new RefusedException(Refusal.ARTIFACT_MALFORMED);
        }
    }

    private static int uint16(byte[] bytes, int offset) {
        return ((bytes[offset] & 0xff) << Byte.SIZE) | (bytes[offset + 1] & 0xff);
    }

    @Override
    public String toString() {
        return "Artifact[redacted]";
    }
}
