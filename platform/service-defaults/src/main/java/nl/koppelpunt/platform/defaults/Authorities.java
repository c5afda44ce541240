// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.defaults;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;

/** What a token of each issuer may do. The names differ, so that a scope of one issuer never counts for the other. */
final class Authorities {

    private static final Map<String, String> PERSON_SCOPES =
            Map.of("linking", "PERSON_linking", "portal", "PERSON_portal", "internal", "SERVICE_internal");
    private static final String HELPDESK_ROLE = "helpdesk";

    private Authorities() {}

    static Collection<GrantedAuthority> ofPerson(Jwt token) {
        return scopes(token)
                .map(PERSON_SCOPES::get)
                .filter(Objects::nonNull)
                .<GrantedAuthority>map(SimpleGrantedAuthority::new)
                .toList();
    }

    static Collection<GrantedAuthority> ofStaff(Jwt token) {
        Stream<String> machine = scopes(token).map(scope -> "MACHINE_" + scope);
        Stream<String> officer = realmRoles(token).contains(HELPDESK_ROLE) ? Stream.of("OFFICER") : Stream.empty();
        return Stream.concat(machine, officer)
                .<GrantedAuthority>map(SimpleGrantedAuthority::new)
                .toList();
    }

    private static Stream<String> scopes(Jwt token) {
        String scope = token.getClaimAsString("scope");
        return scope == null ? Stream.empty() : Stream.of(scope.split(" "));
    }

    private static List<?> realmRoles(Jwt token) {
        Map<String, Object> access = token.getClaimAsMap("realm_access");
        return access != null && access.get("roles") instanceof List<?> roles ? roles : List.of();
    }
}
