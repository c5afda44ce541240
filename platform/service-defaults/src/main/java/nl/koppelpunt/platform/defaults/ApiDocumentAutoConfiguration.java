// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.defaults;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnResource;
import org.springframework.context.annotation.Bean;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import tools.jackson.databind.json.JsonMapper;

/** Serves the {@code openapi.yaml} of a program, to anybody and to pages of any origin. */
@AutoConfiguration(before = {ProblemAutoConfiguration.class, ResourceServerAutoConfiguration.class})
@ConditionalOnResource(resources = ApiDocument.FILE)
class ApiDocumentAutoConfiguration {

    @Bean
    ApiDocument apiDocument(@Value(ApiDocument.FILE) Resource file, JsonMapper mapper) {
        return ApiDocument.read(file, mapper);
    }

    @Bean
    RouterFunction<ServerResponse> apiDocumentRoute(ApiDocument document) {
        return RouterFunctions.route()
                .GET(
                        document.path(),
                        _ -> ServerResponse.ok()
                                .contentType(MediaType.APPLICATION_JSON)
                                .header(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*")
                                .bodyValue(document.json()))
                .build();
    }
}
