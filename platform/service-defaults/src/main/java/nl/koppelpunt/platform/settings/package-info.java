// SPDX-License-Identifier: EUPL-1.2
/**
 * A program with a wrong or missing setting does not start, and says in one line which setting that is. What a setting
 * means is known to the module that reads it; nothing here does.
 */
@NullMarked
package nl.koppelpunt.platform.settings;

import org.jspecify.annotations.NullMarked;
