// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.imports;

import nl.koppelpunt.account.work.BoundedWork;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

@EnableScheduling
@Configuration(proxyBeanMethods = false)
class ImportConfiguration {

    /** Reading a file takes a second of processor time: one thread, and a few uploads may wait to be encrypted. */
    @Bean
    BoundedWork importWork() {
        return new BoundedWork("import", 1, 8);
    }
}
