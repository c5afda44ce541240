// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.sampleportal;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the sample portal. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class SamplePortalApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(SamplePortalApplication.class, arguments);
    }
}
