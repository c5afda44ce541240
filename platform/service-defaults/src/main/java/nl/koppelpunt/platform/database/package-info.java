// SPDX-License-Identifier: EUPL-1.2
/** What every service with a database expects of its connections. */
@NullMarked
package nl.koppelpunt.platform.database;

import org.jspecify.annotations.NullMarked;
