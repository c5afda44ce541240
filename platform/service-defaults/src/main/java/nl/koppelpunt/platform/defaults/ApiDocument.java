// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.defaults;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.springframework.core.io.Resource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.json.JsonMapper;

/**
 * The OpenAPI document of a program: written by hand as {@code openapi.yaml}, served as JSON below its own server URL.
 *
 * @param version of the interface, which every answer repeats as {@code API-Version}
 */
record ApiDocument(String path, String version, String json) {

    static final String FILE = "classpath:openapi.yaml";

    static ApiDocument read(Resource file, JsonMapper mapper) {
        try (InputStream content = file.getInputStream()) {
            Map<String, Object> document = new Yaml(new SafeConstructor(new LoaderOptions())).load(content);
            return new ApiDocument(
                    root(document) + "/openapi.json",
                    String.valueOf(member(document, "info").get("version")),
                    mapper.writeValueAsString(document));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String root(Map<String, Object> document) {
        return document.get("servers") instanceof List<?> servers && servers.getFirst() instanceof Map<?, ?> first
                ? String.valueOf(first.get("url"))
                : "";
    }

    private static Map<?, ?> member(Map<String, Object> document, String name) {
        return document.get(name) instanceof Map<?, ?> member ? member : Map.of();
    }
}
