// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.activationcode;

import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class ActivationCodeConfiguration {

    @Bean
    CodeKeys codeKeys(@Value("${koppelpunt.accounts.code-keys-file}") Path file, JsonMapper mapper) {
        return CodeKeys.read(file, mapper);
    }
}
