// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway.portal;

import nl.koppelpunt.gateway.session.FormToken;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Puts into the model of every page what its layout and its forms need. */
@ControllerAdvice(basePackageClasses = PageModel.class)
class PageModel {

    private final PageParts parts;
    private final FormToken formToken;

    PageModel(PageParts parts, FormToken formToken) {
        this.parts = parts;
        this.formToken = formToken;
    }

    @ModelAttribute
    void fill(Model model, ServerHttpRequest request) {
        model.addAllAttributes(parts.of(request));
        model.addAttribute("csrf", formToken.of(request).orElse(""));
    }
}
