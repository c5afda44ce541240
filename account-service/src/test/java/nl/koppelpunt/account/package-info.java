// SPDX-License-Identifier: EUPL-1.2
/** What the integration tests of all features share: the running service, its callers, and institutions of their own. */
@NullMarked
package nl.koppelpunt.account;

import org.jspecify.annotations.NullMarked;
