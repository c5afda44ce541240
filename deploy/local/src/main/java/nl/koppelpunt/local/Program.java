// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.local;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** The programs, in the order in which they are started: the ones that others ask first. */
enum Program {
    SIMULATOR("broker-simulator", "deploy/broker-simulator", 8090, 9090, 256),
    IDENTITY_LINK("identity-link-service", "identity-link-service", 8081, 9081, 320),
    ACCOUNT("account-service", "account-service", 8082, 9082, 320),
    GATEWAY("gateway", "gateway", 8080, 9080, 320),
    PIN("pin-service", "pin-service", 8083, 9083, 256),
    NOTIFICATION("notification-service", "notification-service", 8084, 9084, 256),
    SAMPLE_PORTAL("sample-portal", "deploy/sample-portal", 8095, 9095, 192);

    private final String id;
    private final String module;
    private final int port;
    private final int managementPort;
    private final int heapMegabytes;

    Program(String id, String module, int port, int managementPort, int heapMegabytes) {
        this.id = id;
        this.module = module;
        this.port = port;
        this.managementPort = managementPort;
        this.heapMegabytes = heapMegabytes;
    }

    static Optional<Program> named(String id) {
        return Arrays.stream(values()).filter(program -> program.id.equals(id)).findFirst();
    }

    String id() {
        return id;
    }

    /** The folder of its sources. */
    String module() {
        return module;
    }

    int port() {
        return port;
    }

    int managementPort() {
        return managementPort;
    }

    int heapMegabytes() {
        return heapMegabytes;
    }

    Path targetFolder(Path repository) {
        return repository.resolve(module).resolve("target");
    }
}
