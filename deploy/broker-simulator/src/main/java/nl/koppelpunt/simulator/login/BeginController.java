// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.simulator.login;

import nl.koppelpunt.simulator.SimulatorProperties;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.reactive.result.view.Rendering;

/** Says what this program is to whoever comes to its address without a login. */
@Controller
class BeginController {

    private final SimulatorProperties properties;

    BeginController(SimulatorProperties properties) {
        this.properties = properties;
    }

    @GetMapping("/")
    Rendering begin() {
        var service = properties.serviceUrl();
        var page = Rendering.view("begin");
        return (service == null ? page : page.modelAttribute("service", service)).build();
    }
}
