// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.sampleportal;

import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ResponseStatusException;

/** A home page, and a page of one institution as an example of a deep link. */
@Controller
class PortalController {

    @GetMapping("/portal")
    String withoutSlash() {
        return "redirect:/portal/";
    }

    @GetMapping("/portal/")
    Rendering home(@AuthenticationPrincipal Jwt token, Locale locale) {
        return page("home", PortalUser.of(token), locale).build();
    }

    /** Also for a code that exists but is not theirs: nobody learns here which ones do. */
    @GetMapping("/portal/instellingen/{code}")
    Rendering institution(@AuthenticationPrincipal Jwt token, @PathVariable String code, Locale locale) {
        var user = PortalUser.of(token);
        return user.institution(code)
                .map(institution -> page("institution", user, locale)
                        .modelAttribute("institution", institution)
                        .build())
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static Rendering.Builder<?> page(String view, PortalUser user, Locale locale) {
        return Rendering.view(view).modelAttribute("user", user).modelAttribute("language", locale.getLanguage());
    }
}
