// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.portaluser;

import java.util.List;
import java.util.UUID;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
class PortalUserController {

    private final Memberships memberships;

    PortalUserController(Memberships memberships) {
        this.memberships = memberships;
    }

    /** Read from the memberships, not from the codes in the token: those may be two minutes old. */
    @GetMapping("/api/accounts/v1/portal-users/me")
    Mono<ResponseEntity<Me>> me(@AuthenticationPrincipal Jwt person) {
        var id = UUID.fromString(person.getSubject());
        return memberships
                .institutionsOf(id)
                .collectList()
                .map(institutions ->
                        ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(new Me(id, institutions)));
    }

    record Me(UUID portalUserId, List<MemberInstitution> institutions) {}
}
