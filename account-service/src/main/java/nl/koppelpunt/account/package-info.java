// SPDX-License-Identifier: EUPL-1.2
/** The program of the account service: settings, who may call what, and nothing about accounts themselves. */
@NullMarked
package nl.koppelpunt.account;

import org.jspecify.annotations.NullMarked;
