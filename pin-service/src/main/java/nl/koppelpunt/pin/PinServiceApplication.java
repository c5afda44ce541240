// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.pin;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Starts pin-service. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class PinServiceApplication {
    public static void main(String[] args) {
        SpringApplication.run(PinServiceApplication.class, args);
    }
}
