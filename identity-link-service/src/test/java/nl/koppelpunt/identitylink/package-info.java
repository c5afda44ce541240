// SPDX-License-Identifier: EUPL-1.2
/** The service as its tests run it: on a real database, between two other services that only speak their contract. */
@NullMarked
package nl.koppelpunt.identitylink;

import org.jspecify.annotations.NullMarked;
