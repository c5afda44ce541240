// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.defaults;

import org.springframework.security.config.web.server.ServerHttpSecurity.AuthorizeExchangeSpec;

/**
 * Who may call what: a service contributes one bean of this type. The authorities are {@code PERSON_linking} and
 * {@code PERSON_portal} (people from schools), {@code SERVICE_internal} (identity-link-service itself),
 * {@code OFFICER} and {@code MACHINE_<scope>} (the staff issuer). A path that no rule names is denied.
 */
@FunctionalInterface
public interface AccessRules {

    void apply(AuthorizeExchangeSpec exchanges);
}
