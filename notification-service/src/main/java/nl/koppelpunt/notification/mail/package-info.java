// SPDX-License-Identifier: EUPL-1.2
/** What a mail says and how it leaves: sealed content, templates and SMTP; knows nothing of rows, leases or retries. */
@NullMarked
package nl.koppelpunt.notification.mail;

import org.jspecify.annotations.NullMarked;
