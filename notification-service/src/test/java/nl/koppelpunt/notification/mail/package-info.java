// SPDX-License-Identifier: EUPL-1.2
/** Tests of mail and what it promises: real database, broker and SMTP where they matter. */
@NullMarked
package nl.koppelpunt.notification.mail;

import org.jspecify.annotations.NullMarked;
