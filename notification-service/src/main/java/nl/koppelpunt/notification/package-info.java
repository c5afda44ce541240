// SPDX-License-Identifier: EUPL-1.2
/** The program that turns facts of other services into mail; it decides nothing about the facts themselves. */
@NullMarked
package nl.koppelpunt.notification;

import org.jspecify.annotations.NullMarked;
