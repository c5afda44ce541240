// SPDX-License-Identifier: EUPL-1.2
@NullMarked
package nl.koppelpunt.platform.settings;

import org.jspecify.annotations.NullMarked;
