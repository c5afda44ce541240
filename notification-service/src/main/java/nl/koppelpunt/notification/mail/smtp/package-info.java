// SPDX-License-Identifier: EUPL-1.2
/**
 * The conversation with a mail server, and nothing that logs: under this name the mail library would write the whole of it
 * down, so the name is kept quiet.
 */
@NullMarked
package nl.koppelpunt.notification.mail.smtp;

import org.jspecify.annotations.NullMarked;
