// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.account;

import nl.koppelpunt.account.work.BoundedWork;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

@Configuration(proxyBeanMethods = false)
class AccountConfiguration {

    /** Argon2id with 7 MiB and five passes: the smallest of the parameter sets OWASP holds equal, so memory stays bounded. */
    @Bean
    PasswordEncoder passwordEncoder() {
        return new ImportedOrNewPasswordEncoder(
                new BCryptPasswordEncoder(), new Argon2PasswordEncoder(16, 32, 1, 7 * 1024, 5));
    }

    @Bean
    BoundedWork hashingWork(HashingProperties properties) {
        return new BoundedWork("password-hash", properties.parallelism(), properties.queueSize());
    }
}
