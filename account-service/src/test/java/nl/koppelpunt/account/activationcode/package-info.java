// SPDX-License-Identifier: EUPL-1.2
/** Facts about the making, keeping and issuing of activation codes. */
@NullMarked
package nl.koppelpunt.account.activationcode;

import org.jspecify.annotations.NullMarked;
