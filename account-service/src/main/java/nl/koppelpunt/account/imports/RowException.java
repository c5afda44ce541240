// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.imports;

/** A value of one row cannot be accepted; the message names the column and never repeats the value. */
final class RowException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RowException(String message) {
        super(message);
    }
}
