// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.account;

import java.util.regex.Pattern;

/** A stored password hash: bcrypt as the old system left it, or Argon2id for passwords set here. */
public record PasswordHash(String value) {

    /** A cost above 14 takes seconds a check: such a file would be a way to stop the service. */
    private static final Pattern BCRYPT = Pattern.compile("\\$2[aby]\\$(0[4-9]|1[0-4])\\$[./A-Za-z0-9]{53}");

    private static final String ARGON2ID = "$argon2id$";

    public static boolean isImportable(String value) {
        return BCRYPT.matcher(value).matches();
    }

    boolean isArgon2id() {
        return value.startsWith(ARGON2ID);
    }

    @Override
    public String toString() {
        return "PasswordHash[redacted]";
    }
}
