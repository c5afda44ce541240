// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

/**
 * The session a login gave.
 *
 * @param sessionCookieValue the secret for the session cookie
 * @param linked whether the identity is linked, so that the person is signed in and need not link first
 */
public record LoginResult(String sessionCookieValue, boolean linked) {

    @Override
    public String toString() {
        return "LoginResult[linked=" + linked + "]";
    }
}
