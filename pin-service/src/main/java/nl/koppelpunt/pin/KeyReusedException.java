// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.pin;

/** An idempotency key came with another request than the one it was first used for; nothing was changed. */
class KeyReusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    KeyReusedException() {
        super("The idempotency key was used for another request");
    }
}
