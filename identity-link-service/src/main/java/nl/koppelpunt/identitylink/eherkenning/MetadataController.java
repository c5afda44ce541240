// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
class MetadataController {

    private static final MediaType METADATA = MediaType.parseMediaType("application/samlmetadata+xml");

    private final OwnMetadata metadata;
    private final XmlWork work;

    MetadataController(OwnMetadata metadata, XmlWork work) {
        this.metadata = metadata;
        this.work = work;
    }

    @GetMapping("/eherkenning/metadata")
    Mono<ResponseEntity<byte[]>> metadata() {
        return work.run(metadata::document)
                .map(document -> ResponseEntity.ok().contentType(METADATA).body(document));
    }
}
