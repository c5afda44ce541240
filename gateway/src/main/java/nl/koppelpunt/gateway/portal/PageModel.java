// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway.portal;

import nl.koppelpunt.gateway.session.FormToken;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Puts into the model of every page what its layout needs. */
@ControllerAdvice(basePackageClasses = PageModel.class)
class PageModel {

    private final PortalProperties portal;
    private final Assets assets;
    private final FormToken formToken;

    PageModel(PortalProperties portal, Assets assets, FormToken formToken) {
        this.portal = portal;
        this.assets = assets;
        this.formToken = formToken;
    }

    @ModelAttribute("portal")
    PortalProperties portal() {
        return portal;
    }

    @ModelAttribute("assets")
    Assets assets() {
        return assets;
    }

    @ModelAttribute("csrf")
    String csrf(ServerHttpRequest request) {
        return formToken.of(request).orElse("");
    }
}
