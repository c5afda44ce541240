// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.defaults;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.concurrent.RejectedExecutionException;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

@SpringBootApplication
class SampleService {

    @Bean
    AccessRules accessRules() {
        return exchanges -> exchanges
                .pathMatchers("/api/linking")
                .hasAuthority("PERSON_linking")
                .pathMatchers("/api/internal")
                .hasAuthority("SERVICE_internal")
                .pathMatchers("/api/officer")
                .hasAuthority("OFFICER")
                .pathMatchers("/api/machine")
                .hasAuthority("MACHINE_pins:issue")
                .pathMatchers("/api/open/**")
                .permitAll();
    }

    @RestController
    static class SampleController {

        private final WebClient client;

        SampleController(WebClient.Builder client) {
            this.client = client.build();
        }

        record Form(
                @NotBlank String name,
                @NotBlank @Size(max = 5) String code) {}

        @GetMapping({"/api/linking", "/api/internal", "/api/officer", "/api/machine", "/api/not-named"})
        Mono<String> read() {
            return Mono.just("ok");
        }

        @PostMapping("/api/linking")
        Mono<String> change() {
            return Mono.just("changed");
        }

        @PostMapping("/api/open/form")
        Mono<String> form(@Valid @RequestBody Form form) {
            return Mono.just(form.name());
        }

        @PostMapping("/api/open/fields")
        Mono<String> fields(ServerWebExchange exchange) {
            return exchange.getFormData().map(fields -> String.valueOf(fields.getFirst("name")));
        }

        /** Calls itself over HTTP and tells which trace arrived there. */
        @GetMapping("/api/open/relay")
        Mono<String> relay(@RequestParam int to) {
            return client.get()
                    .uri("http://localhost:" + to + "/api/open/trace")
                    .retrieve()
                    .bodyToMono(String.class);
        }

        @GetMapping("/api/open/trace")
        Mono<String> trace(@RequestHeader String traceparent) {
            return Mono.just(traceparent);
        }

        @GetMapping("/api/open/error/{kind}")
        Mono<String> error(@PathVariable String kind) {
            return Mono.error(
                    switch (kind) {
                        case "busy" -> new RejectedExecutionException("queue of select * from secret is full");
                        case "problem" ->
                            Problem.of(HttpStatus.CONFLICT, "wrong-step", "Wrong step", "This is not the step.");
                        default -> new IllegalStateException("jdbc:postgresql://secret-host/secret");
                    });
        }
    }
}
