// SPDX-License-Identifier: EUPL-1.2
/** One row a mail, from the fact that asks for it until it is sent, refused or pointless; words and SMTP are elsewhere. */
@NullMarked
package nl.koppelpunt.notification.delivery;

import org.jspecify.annotations.NullMarked;
