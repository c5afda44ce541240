// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.compose;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** docker-compose.yml as an engine reads it: merged, and with the defaults of its variables. */
record ComposeFile(Map<String, Service> services, Map<String, Path> secrets) {

    private static final Pattern VARIABLE = Pattern.compile("(?<!\\$)\\$\\{[A-Z_]+:-([^}]*)}");

    static ComposeFile read() {
        var text = VARIABLE.matcher(Repository.read("docker-compose.yml")).replaceAll("$1");
        var options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        JsonNode root = JsonMapper.shared().valueToTree(new Yaml(new SafeConstructor(options)).load(text));
        var services = new LinkedHashMap<String, Service>();
        for (var service : root.path("services").properties()) {
            services.put(service.getKey(), new Service(service.getKey(), service.getValue()));
        }
        var secrets = new LinkedHashMap<String, Path>();
        for (var secret : root.path("secrets").properties()) {
            secrets.put(secret.getKey(), Path.of(secret.getValue().path("file").asString()));
        }
        return new ComposeFile(services, secrets);
    }

    Service service(String name) {
        return Objects.requireNonNull(services.get(name), name);
    }

    List<Service> programs() {
        return services.values().stream().filter(Service::isProgram).toList();
    }

    /** One service with what is told about it. */
    record Service(String name, JsonNode content) {

        /** As the ones that are built here. */
        boolean isProgram() {
            return image().startsWith("koppelpunt/");
        }

        String image() {
            return content.path("image").asString();
        }

        Map<String, String> environment() {
            return strings(content.path("environment"));
        }

        /** The name of the secret by that of the file it is mounted as, in /run/secrets. */
        Map<String, String> secrets() {
            var secrets = new LinkedHashMap<String, String>();
            for (var secret : content.path("secrets")) {
                if (secret.isString()) {
                    secrets.put(secret.asString(), secret.asString());
                } else {
                    secrets.put(
                            secret.path("target").asString(),
                            secret.path("source").asString());
                }
            }
            return secrets;
        }

        List<String> ports() {
            return list("ports");
        }

        List<String> networks() {
            return list("networks");
        }

        List<String> healthCheck() {
            return strings(content.path("healthcheck"), "test");
        }

        /** The services waited for, with what is waited for. */
        Map<String, String> waitsFor() {
            var conditions = new LinkedHashMap<String, String>();
            for (var other : content.path("depends_on").properties()) {
                conditions.put(
                        other.getKey(), other.getValue().path("condition").asString());
            }
            return conditions;
        }

        List<String> list(String key) {
            return strings(content, key);
        }

        private static List<String> strings(JsonNode parent, String key) {
            return parent.path(key).valueStream().map(JsonNode::asString).toList();
        }

        private static Map<String, String> strings(JsonNode parent) {
            var strings = new LinkedHashMap<String, String>();
            parent.properties()
                    .forEach(entry ->
                            strings.put(entry.getKey(), entry.getValue().asString()));
            return strings;
        }

        /** Names the case in a report. */
        @Override
        public String toString() {
            return name;
        }
    }
}
