// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class IdentityLinkServiceApplication {

    public static void main(String[] args) {
        SpringApplication.run(IdentityLinkServiceApplication.class, args);
    }
}
