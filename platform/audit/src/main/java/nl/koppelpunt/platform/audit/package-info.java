// SPDX-License-Identifier: EUPL-1.2
/**
 * Who did what to which object, with what outcome, written once and never changed, in the transaction of the act; what
 * is worth recording is for the services to say.
 */
@NullMarked
package nl.koppelpunt.platform.audit;

import org.jspecify.annotations.NullMarked;
