// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

/** What a proved login came to. */
public sealed interface LoginResult {

    /**
     * A session.
     *
     * @param sessionCookieValue the secret for the session cookie
     * @param linked whether the identity is linked, so that the person is signed in and need not link first
     */
    record Begun(String sessionCookieValue, boolean linked) implements LoginResult {

        @Override
        public String toString() {
            return "Begun[linked=" + linked + "]";
        }
    }

    /** None: the authorisation is limited to a branch, and the link of this identity is not of that branch. */
    record OutsideRestriction() implements LoginResult {}
}
