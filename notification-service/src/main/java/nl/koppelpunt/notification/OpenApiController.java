// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.notification;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells everybody, from whichever page, what this service answers. */
@RestController
class OpenApiController {
    static final String PATH = "/api/notifications/v1/openapi.json";

    private static final Resource DOCUMENT = new ClassPathResource("openapi/notifications.v1.json");

    @GetMapping(PATH)
    ResponseEntity<Resource> openApi() {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*")
                .body(DOCUMENT);
    }
}
