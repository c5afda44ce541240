// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway.portal;

import nl.koppelpunt.gateway.language.Language;
import nl.koppelpunt.gateway.session.SessionToken;
import org.springframework.http.HttpHeaders;

/** On whose behalf, and from where, a page asks something of a service. */
record Caller(SessionToken session, String forwarded, Language language) {

    void identify(HttpHeaders headers) {
        headers.set(HttpHeaders.AUTHORIZATION, session.bearer());
        headers.set("Forwarded", forwarded);
    }
}
