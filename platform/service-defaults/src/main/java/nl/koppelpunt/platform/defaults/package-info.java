// SPDX-License-Identifier: EUPL-1.2
/**
 * What every HTTP program of the platform does alike: problem+json with a reference, two token issuers, time-outs,
 * {@code API-Version}. No domain word belongs here.
 */
@NullMarked
package nl.koppelpunt.platform.defaults;

import org.jspecify.annotations.NullMarked;
