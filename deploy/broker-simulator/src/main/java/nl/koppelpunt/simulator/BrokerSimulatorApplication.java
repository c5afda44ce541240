// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.simulator;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the simulator: pages on the server port, artifact resolution on a port of its own. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class BrokerSimulatorApplication {

    public static void main(String[] args) {
        SpringApplication.run(BrokerSimulatorApplication.class, args);
    }
}
