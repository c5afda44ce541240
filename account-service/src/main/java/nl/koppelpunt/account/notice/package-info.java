// SPDX-License-Identifier: EUPL-1.2
/** Whom the mailer tells of a fact, sealed so that nobody else reads it. Which facts, is decided where they happen. */
@NullMarked
package nl.koppelpunt.account.notice;

import org.jspecify.annotations.NullMarked;
