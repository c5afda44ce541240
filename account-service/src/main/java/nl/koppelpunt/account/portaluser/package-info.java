// SPDX-License-Identifier: EUPL-1.2
/** People as this portal knows them and the institutions they may act for; who they are at eHerkenning is known elsewhere. */
@NullMarked
package nl.koppelpunt.account.portaluser;

import org.jspecify.annotations.NullMarked;
