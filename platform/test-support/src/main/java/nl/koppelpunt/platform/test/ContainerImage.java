// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.test;

import org.testcontainers.utility.DockerImageName;

/** The images of the servers that tests run on where they use containers: a setting each, with a pinned default. */
public enum ContainerImage {
    POSTGRESQL("koppelpunt.test.postgres-image", "postgres", "18.6"),
    KAFKA("koppelpunt.test.kafka-image", "apache/kafka", "4.2.1");

    private final String setting;
    private final String repository;
    private final String version;

    ContainerImage(String setting, String repository, String version) {
        this.setting = setting;
        this.repository = repository;
        this.version = version;
    }

    /** The name without a setting. */
    public String pinned() {
        return repository + ":" + version;
    }

    /** The name to use now. Whoever names another image, as one in a mirror, says that it is the same thing inside. */
    DockerImageName chosen() {
        return DockerImageName.parse(Containers.setting(setting, pinned())).asCompatibleSubstituteFor(repository);
    }
}
