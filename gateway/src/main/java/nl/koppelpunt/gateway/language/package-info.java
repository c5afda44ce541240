// SPDX-License-Identifier: EUPL-1.2
/** Which language a reader is answered in: what they chose, else what their browser asks for, else Dutch. */
@NullMarked
package nl.koppelpunt.gateway.language;

import org.jspecify.annotations.NullMarked;
