// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.sampleportal;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * Who came in, in the words of the token.
 *
 * @param id opaque, and the same at every log-in: what a portal keeps its own data under
 * @param level how sure it is who this is, as eHerkenning says it
 * @param session ends with the log-out; for the log of the portal
 */
record PortalUser(String id, List<Institution> institutions, String level, String session) {

    private static final String LEVELS = "urn:etoegang:core:assurance-class:";

    /** A board (five digits) or a school (four characters) that the person may act for. */
    record Institution(String code, String name) {}

    static PortalUser of(Jwt token) {
        return new PortalUser(
                Objects.requireNonNull(token.getSubject(), "checked with the token"),
                institutions(token),
                Optional.ofNullable(token.getClaimAsString("acr")).orElse("").replace(LEVELS, ""),
                Optional.ofNullable(token.getClaimAsString("sid")).orElse(""));
    }

    /** May act for it; a code in an address or a form is a wish, this is the answer. */
    Optional<Institution> institution(String code) {
        return institutions.stream()
                .filter(institution -> institution.code().equals(code))
                .findFirst();
    }

    /** The codes decide; a name that is not known is no reason to leave one out. */
    private static List<Institution> institutions(Jwt token) {
        var names = names(token);
        var codes = token.getClaimAsStringList("institution_codes");
        return (codes == null ? List.<String>of() : codes)
                .stream()
                        .map(code -> new Institution(code, names.getOrDefault(code, "")))
                        .toList();
    }

    private static Map<String, String> names(Jwt token) {
        return token.getClaim("institutions") instanceof List<?> list
                ? list.stream()
                        .flatMap(PortalUser::institution)
                        .collect(Collectors.toMap(Institution::code, Institution::name, (first, _) -> first))
                : Map.of();
    }

    private static Stream<Institution> institution(Object entry) {
        return entry instanceof Map<?, ?> map
                        && map.get("code") instanceof String code
                        && map.get("name") instanceof String name
                ? Stream.of(new Institution(code, name))
                : Stream.empty();
    }
}
