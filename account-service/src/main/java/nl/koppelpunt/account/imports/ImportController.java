// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.imports;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import nl.koppelpunt.account.work.BoundedWork;
import nl.koppelpunt.platform.defaults.Problem;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping(ImportController.ROOT)
class ImportController {

    static final String ROOT = "/api/accounts/v1/imports";

    private final ImportJobs jobs;
    private final BoundedWork work;
    private final ImportProperties properties;

    ImportController(ImportJobs jobs, @Qualifier("importWork") BoundedWork work, ImportProperties properties) {
        this.jobs = jobs;
        this.work = work;
        this.properties = properties;
    }

    @PostMapping(path = "/{kind}", consumes = "text/csv")
    Mono<ResponseEntity<JobView>> start(
            @PathVariable String kind, ServerHttpRequest request, @AuthenticationPrincipal Jwt caller) {
        return Mono.justOrEmpty(ImportKind.of(kind))
                .switchIfEmpty(Mono.error(ImportController::unknown))
                .flatMap(known -> body(request)
                        .flatMap(content -> queue(known, content, Objects.requireNonNull(caller.getSubject()))));
    }

    @GetMapping("/{id}")
    Mono<JobView> find(@PathVariable UUID id) {
        return jobs.find(id).map(JobView::of).switchIfEmpty(Mono.error(ImportController::unknown));
    }

    private Mono<ResponseEntity<JobView>> queue(ImportKind kind, byte[] content, String requestedBy) {
        var id = UUID.randomUUID();
        return work.run(() -> jobs.encrypt(content))
                .flatMap(encrypted -> jobs.add(id, kind, encrypted, requestedBy))
                .thenReturn(ResponseEntity.accepted()
                        .location(URI.create(ROOT + "/" + id))
                        .body(JobView.queued(id, kind)));
    }

    /** Not through a decoder: the size limit of JSON bodies stays as small as it is. */
    private Mono<byte[]> body(ServerHttpRequest request) {
        var maxBytes = Math.toIntExact(properties.maxSize().toBytes());
        return DataBufferUtils.join(request.getBody(), maxBytes)
                .map(ImportController::bytes)
                .defaultIfEmpty(new byte[0]);
    }

    private static byte[] bytes(DataBuffer buffer) {
        try {
            var bytes = new byte[buffer.readableByteCount()];
            buffer.read(bytes);
            return bytes;
        } finally {
            DataBufferUtils.release(buffer);
        }
    }

    private static Problem unknown() {
        return Problem.of(HttpStatus.NOT_FOUND, "import-unknown", "Import unknown", "There is no such import.");
    }

    record JobView(
            UUID id,
            String kind,
            String state,
            int rows,
            int added,
            int changed,
            int unchanged,
            List<ImportError> errors) {

        static JobView queued(UUID id, ImportKind kind) {
            return new JobView(id, kind.label(), "queued", 0, 0, 0, 0, List.of());
        }

        static JobView of(ImportJob job) {
            return new JobView(
                    job.id(),
                    job.kind().label(),
                    job.state(),
                    job.rows(),
                    job.added(),
                    job.changed(),
                    job.unchanged(),
                    job.errors());
        }
    }
}
