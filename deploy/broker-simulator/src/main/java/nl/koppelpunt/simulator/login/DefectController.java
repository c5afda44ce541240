// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.simulator.login;

import java.util.Arrays;
import java.util.List;
import nl.koppelpunt.simulator.SimulatorProperties;
import nl.koppelpunt.simulator.saml.Defect;
import nl.koppelpunt.simulator.saml.NextDefect;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.reactive.result.view.Rendering;

/** Chooses what will be wrong with the next login: a page for people, an interface for programs. */
@Controller
class DefectController {

    record DefectForm(@Nullable String afwijking) {}

    record DefectView(String code, String title, boolean next) {}

    private final NextDefect next;
    private final SimulatorProperties properties;

    DefectController(NextDefect next, SimulatorProperties properties) {
        this.next = next;
        this.properties = properties;
    }

    @GetMapping("/afwijkingen")
    Rendering page() {
        var page = Rendering.view("afwijkingen")
                .modelAttribute("defects", list())
                .modelAttribute("chosen", next.chosen().map(Defect::title).orElse(""));
        var service = properties.serviceUrl();
        return (service == null ? page : page.modelAttribute("service", service)).build();
    }

    @PostMapping("/afwijkingen")
    Rendering choose(DefectForm form) {
        next.choose(
                form.afwijking() == null ? null : Defect.of(form.afwijking()).orElse(null));
        return Rendering.redirectTo("/afwijkingen").status(HttpStatus.SEE_OTHER).build();
    }

    @GetMapping("/api/defects")
    @ResponseBody
    List<DefectView> list() {
        return Arrays.stream(Defect.values())
                .map(defect -> new DefectView(
                        defect.code(),
                        defect.title(),
                        next.chosen().filter(defect::equals).isPresent()))
                .toList();
    }

    @PutMapping("/api/next-defect/{code}")
    ResponseEntity<Void> choose(@PathVariable String code) {
        return Defect.of(code)
                .map(defect -> {
                    next.choose(defect);
                    return ResponseEntity.noContent().<Void>build();
                })
                .orElseGet(() -> ResponseEntity.notFound().build());
    }

    @DeleteMapping("/api/next-defect")
    ResponseEntity<Void> reset() {
        next.choose(null);
        return ResponseEntity.noContent().build();
    }
}
