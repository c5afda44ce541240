// SPDX-License-Identifier: EUPL-1.2
/** Codes that add one person to one institution: made here, shown once, kept only as a keyed hash. */
@NullMarked
package nl.koppelpunt.account.activationcode;

import org.jspecify.annotations.NullMarked;
