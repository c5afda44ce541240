// SPDX-License-Identifier: EUPL-1.2
/**
 * Encrypts single columns and makes blind indexes to find and compare them, with keys that rotate; which columns, and
 * how values are normalised first, is for the services to say.
 */
@NullMarked
package nl.koppelpunt.platform.encryption;

import org.jspecify.annotations.NullMarked;
