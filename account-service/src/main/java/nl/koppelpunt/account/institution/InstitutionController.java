// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.institution;

import jakarta.validation.constraints.Size;
import java.util.List;
import nl.koppelpunt.platform.defaults.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/accounts/v1/institutions")
class InstitutionController {

    private static final int PAGE = 50;

    private final InstitutionRepository institutions;

    InstitutionController(InstitutionRepository institutions) {
        this.institutions = institutions;
    }

    @GetMapping("/{code}")
    Mono<InstitutionView> find(@PathVariable String code) {
        return Mono.justOrEmpty(InstitutionCode.of(code))
                .flatMap(institutions::find)
                .flatMap(this::withLocations)
                .switchIfEmpty(Mono.error(InstitutionController::notFound));
    }

    @GetMapping
    Mono<Page> search(
            @RequestParam @Size(min = 2, max = 100) String query,
            @RequestParam(defaultValue = "") @Size(max = 5) String after) {
        return institutions
                .search(query.strip(), after, PAGE + 1)
                .map(InstitutionSummary::of)
                .collectList()
                .map(Page::of);
    }

    private Mono<InstitutionView> withLocations(Institution institution) {
        return institutions.locations(institution.code()).map(locations -> InstitutionView.of(institution, locations));
    }

    private static Problem notFound() {
        return Problem.of(
                HttpStatus.NOT_FOUND, "institution-unknown", "Institution unknown", "No institution has this code.");
    }

    record InstitutionSummary(
            String code, String name, String kind, @Nullable String boardNumber, boolean closed) {

        static InstitutionSummary of(Institution it) {
            return new InstitutionSummary(
                    it.code().value(), it.name(), it.kind().label(), it.boardNumber(), it.closed());
        }
    }

    record InstitutionView(
            String code,
            String name,
            String kind,
            @Nullable String boardNumber,
            @Nullable String boardName,
            @Nullable String kvkNumber,
            boolean closed,
            List<Location> locations) {

        static InstitutionView of(Institution it, List<Location> locations) {
            var kvk = it.kvkNumber();
            return new InstitutionView(
                    it.code().value(),
                    it.name(),
                    it.kind().label(),
                    it.boardNumber(),
                    it.boardName(),
                    kvk == null ? null : kvk.value(),
                    it.closed(),
                    locations);
        }
    }

    /** One page; {@code next} is the cursor of the following one, absent on the last. */
    record Page(
            List<InstitutionSummary> institutions, @Nullable String next) {

        static Page of(List<InstitutionSummary> found) {
            if (found.size() <= PAGE) {
                return new Page(found, null);
            }
            return new Page(found.subList(0, PAGE), found.get(PAGE - 1).code());
        }
    }
}
