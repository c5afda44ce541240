// SPDX-License-Identifier: EUPL-1.2
/** The program that knows which eHerkenning identity is linked to which portal user, and who is logged in now. */
@NullMarked
package nl.koppelpunt.identitylink;

import org.jspecify.annotations.NullMarked;
