// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.imports;

/** Why a line was not accepted; line 1 is the header, line 0 stands for the file as a whole. */
record ImportError(long line, String message) {}
