// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.test;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Where a Docker engine may be: the one that {@code DOCKER_HOST} names, else those with a socket in a usual place. */
record DockerEngines(List<URI> addresses) {

    static DockerEngines of(Map<String, String> environment, String home) {
        var host = environment.getOrDefault("DOCKER_HOST", "").strip();
        if (!host.isEmpty()) {
            return new DockerEngines(List.of(URI.create(host)));
        }
        var sockets = Stream.of(
                Path.of("/var/run/docker.sock"),
                Path.of(environment.getOrDefault("XDG_RUNTIME_DIR", "/nowhere"), "docker.sock"),
                Path.of(home, ".docker", "run", "docker.sock"),
                Path.of(home, ".docker", "desktop", "docker.sock"));
        return new DockerEngines(sockets.filter(Files::exists)
                .map(socket -> URI.create("unix://" + socket))
                .toList());
    }
}
