// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.pin;

/** Why a try on a known PIN was not counted. */
enum PinState {
    /** Its tries, or those of its subject, are used up. */
    LOCKED,
    /** Too late, used, replaced or withdrawn. */
    OVER
}
