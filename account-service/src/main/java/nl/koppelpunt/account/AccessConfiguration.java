// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account;

import nl.koppelpunt.platform.defaults.AccessRules;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

@Configuration(proxyBeanMethods = false)
class AccessConfiguration {

    private static final String OFFICER = "OFFICER";
    private static final String IMPORT = "MACHINE_accounts:import";
    private static final String ISSUE_CODES = "MACHINE_accounts:issue-codes";

    @Bean
    AccessRules accessRules() {
        return exchanges -> exchanges
                .pathMatchers("/internal/**")
                .hasAuthority("SERVICE_internal")
                .pathMatchers("/api/accounts/v1/imports/**")
                .hasAnyAuthority(OFFICER, IMPORT)
                .pathMatchers(HttpMethod.POST, "/api/accounts/v1/institutions/*/activation-codes")
                .hasAnyAuthority(OFFICER, ISSUE_CODES)
                .pathMatchers(HttpMethod.GET, "/api/accounts/v1/institutions", "/api/accounts/v1/institutions/*")
                .hasAnyAuthority(OFFICER, IMPORT, ISSUE_CODES)
                .pathMatchers(HttpMethod.GET, "/api/accounts/v1/portal-users/me")
                .hasAuthority("PERSON_portal");
    }
}
