// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.activationcode;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class ActivationCodeConfiguration {

    @Bean
    CodeKeys codeKeys(CodeKeysProperties properties, JsonMapper mapper) {
        return CodeKeys.read(properties.codeKeysFile(), mapper);
    }
}
