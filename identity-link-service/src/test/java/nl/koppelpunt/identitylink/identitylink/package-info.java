// SPDX-License-Identifier: EUPL-1.2
/** Proves how an identity is told from another, and the projection of institutions. */
@NullMarked
package nl.koppelpunt.identitylink.identitylink;

import org.jspecify.annotations.NullMarked;
