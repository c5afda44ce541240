// SPDX-License-Identifier: EUPL-1.2
/** Asks account-service whether a proof holds and to register who gave it; accounts themselves are not known here. */
@NullMarked
package nl.koppelpunt.identitylink.accounts;

import org.jspecify.annotations.NullMarked;
