// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.linkattempt;

enum LinkAttemptState {
    AWAITING_PROOF,
    AWAITING_PIN,
    /** The PIN was right; only registering is left, which goes on by itself. */
    CONFIRMED,
    COMPLETED,
    EXPIRED,
    ABANDONED,
    LOCKED,
    REFUSED
}
