// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.simulator.saml;

/** Tells the tests outside this package where the back channel listens. */
public class ArtifactPort {

    private final ArtifactServer server;

    ArtifactPort(ArtifactServer server) {
        this.server = server;
    }

    public int port() {
        return server.port();
    }
}
