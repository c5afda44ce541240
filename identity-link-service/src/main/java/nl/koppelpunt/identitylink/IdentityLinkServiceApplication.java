// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink;

import nl.koppelpunt.identitylink.eherkenning.MetadataCommand;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class IdentityLinkServiceApplication {

    public static void main(String[] args) {
        if (MetadataCommand.isAsked(args)) {
            MetadataCommand.run(args);
            return;
        }
        SpringApplication.run(IdentityLinkServiceApplication.class, args);
    }
}
