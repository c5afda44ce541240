// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink;

import nl.koppelpunt.identitylink.eherkenning.LoginCompletion;

/** Opens browsers. */
public final class Browsers {

    private final String url;
    private final LoginCompletion logins;

    Browsers(String url, LoginCompletion logins) {
        this.url = url;
        this.logins = logins;
    }

    public Browser open() {
        return new Browser(url, logins);
    }
}
