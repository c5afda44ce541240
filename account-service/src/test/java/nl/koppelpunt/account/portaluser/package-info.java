// SPDX-License-Identifier: EUPL-1.2
/** Facts about registering a person: once, whole, and by constraint. */
@NullMarked
package nl.koppelpunt.account.portaluser;

import org.jspecify.annotations.NullMarked;
