// SPDX-License-Identifier: EUPL-1.2
/** Asks pin-service for PINs and to check them; the digits pass through and stay nowhere. */
@NullMarked
package nl.koppelpunt.identitylink.pins;

import org.jspecify.annotations.NullMarked;
