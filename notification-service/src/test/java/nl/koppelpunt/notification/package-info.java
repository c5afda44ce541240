// SPDX-License-Identifier: EUPL-1.2
/** Tests of the program: real database, broker and SMTP where they matter. */
@NullMarked
package nl.koppelpunt.notification;

import org.jspecify.annotations.NullMarked;
