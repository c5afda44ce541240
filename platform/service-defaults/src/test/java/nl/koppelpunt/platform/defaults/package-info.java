// SPDX-License-Identifier: EUPL-1.2
/** A small service that uses the defaults, and what must hold for it. */
@NullMarked
package nl.koppelpunt.platform.defaults;

import org.jspecify.annotations.NullMarked;
