// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** Leaves a check that did not hold; carries no part of the message but the broker's own words, and no stack trace anyone could be made to log. */
final class RefusedException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final Refusal refusal;

    private final @Nullable String requestId;

    private final @Nullable String messageHash;

    private final @Nullable String brokerMessage;

    RefusedException(Refusal refusal) {
        this(refusal, null, null, null);
    }

    private RefusedException(
            Refusal refusal, @Nullable String requestId, @Nullable String messageHash, @Nullable String brokerMessage) {
        super(refusal.code(), null, false, false);
        this.refusal = refusal;
        this.requestId = requestId;
        this.messageHash = messageHash;
        this.brokerMessage = brokerMessage;
    }

    RefusedException ofRequest(String id) {
        return new RefusedException(refusal, id, messageHash, brokerMessage);
    }

    RefusedException ofMessage(byte[] message) {
        return new RefusedException(refusal, requestId, Hashes.hex(Hashes.sha256(message)), brokerMessage);
    }

    /** With what the broker said, for the page of the person and for nothing else. */
    RefusedException saying(@Nullable String words) {
        return new RefusedException(refusal, requestId, messageHash, words);
    }

    @Nullable
    String brokerMessage() {
        return brokerMessage;
    }

    Refusal refusal() {
        return refusal;
    }

    String requestId() {
        return requestId == null ? "unknown" : requestId;
    }

    String messageHash() {
        return messageHash == null ? "none" : messageHash;
    }
}
