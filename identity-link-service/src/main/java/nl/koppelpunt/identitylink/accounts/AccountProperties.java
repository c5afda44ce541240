// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.accounts;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

@Validated
@ConfigurationProperties("koppelpunt.accounts")
record AccountProperties(@NotNull URI baseUrl) {}
