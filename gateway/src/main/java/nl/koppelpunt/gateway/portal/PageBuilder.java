// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway.portal;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.result.view.Rendering;

/** A page in the making; what is not known is left out of its model. */
final class PageBuilder {

    private final Rendering.Builder<?> page;
    private final Map<String, Object> model = new HashMap<>();

    private PageBuilder(Rendering.Builder<?> page) {
        this.page = page;
    }

    static PageBuilder view(String name) {
        return new PageBuilder(Rendering.view(name));
    }

    /** A page with a form: as it was asked for, or coming back with what is wrong. */
    static PageBuilder form(String name, FormProblem problem) {
        return new PageBuilder(problem.on(Rendering.view(name)));
    }

    PageBuilder with(String name, @Nullable Object value) {
        if (value != null) {
            model.put(name, value);
        }
        return this;
    }

    PageBuilder header(String name, String value) {
        page.header(name, value);
        return this;
    }

    /** With the menu of someone who has a session. */
    PageBuilder withProfile() {
        return with("profile", true);
    }

    Rendering build() {
        return page.model(model).build();
    }
}
