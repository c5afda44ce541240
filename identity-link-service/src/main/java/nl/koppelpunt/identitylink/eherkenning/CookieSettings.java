// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.http.ResponseCookie;

/**
 * The two cookies of this service: the session, and the short-lived binding of a login to the browser that began it.
 *
 * @param secure off only for a local stack over plain HTTP
 */
@ConfigurationProperties("koppelpunt.cookies")
public record CookieSettings(@DefaultValue("true") boolean secure) {

    static final Duration BINDING_LIFETIME = Duration.ofMinutes(10);

    public String sessionName() {
        return secure ? "__Host-session" : "session";
    }

    public String bindingName() {
        return secure ? "__Host-saml" : "saml";
    }

    public ResponseCookie session(String value) {
        return cookie(sessionName(), value, "Lax").build();
    }

    public ResponseCookie sessionExpired() {
        return cookie(sessionName(), "", "Lax").maxAge(0).build();
    }

    public ResponseCookie binding(String value) {
        return cookie(bindingName(), value, bindingSameSite())
                .maxAge(BINDING_LIFETIME)
                .build();
    }

    public ResponseCookie bindingExpired() {
        return cookie(bindingName(), "", bindingSameSite()).maxAge(0).build();
    }

    // The artifact may come by a cross-site POST, which carries no Lax cookie; browsers take None only with Secure.
    private String bindingSameSite() {
        return secure ? "None" : "Lax";
    }

    private ResponseCookie.ResponseCookieBuilder cookie(String name, String value, String sameSite) {
        return ResponseCookie.from(name, value)
                .path("/")
                .httpOnly(true)
                .secure(secure)
                .sameSite(sameSite);
    }
}
