// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.institution;

import java.util.Locale;

/** How the organisation in the assertion compares with the organisation behind the institution. */
public enum KvkMatch {
    FITS,
    UNKNOWN,
    DIFFERS;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
