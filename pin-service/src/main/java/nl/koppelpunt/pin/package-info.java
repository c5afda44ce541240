// SPDX-License-Identifier: EUPL-1.2
/**
 * One-time PINs: six digits that prove control of a mailbox for one purpose and one binding, never more; who the PIN is
 * for and what it unlocks is the business of the caller.
 */
@NullMarked
package nl.koppelpunt.pin;

import org.jspecify.annotations.NullMarked;
