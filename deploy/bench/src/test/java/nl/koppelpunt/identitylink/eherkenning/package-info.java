// SPDX-License-Identifier: EUPL-1.2
/** What it costs to verify an answer of the broker. */
@NullMarked
package nl.koppelpunt.identitylink.eherkenning;

import org.jspecify.annotations.NullMarked;
