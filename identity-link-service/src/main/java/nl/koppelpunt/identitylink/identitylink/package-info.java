// SPDX-License-Identifier: EUPL-1.2
/** The links between eHerkenning identities and portal users, and a projection of the institutions of those users. */
@NullMarked
package nl.koppelpunt.identitylink.identitylink;

import org.jspecify.annotations.NullMarked;
