// SPDX-License-Identifier: EUPL-1.2
/** Tests of encrypted columns, blind indexes and the rotation of their keys. */
@NullMarked
package nl.koppelpunt.platform.encryption;

import org.jspecify.annotations.NullMarked;
