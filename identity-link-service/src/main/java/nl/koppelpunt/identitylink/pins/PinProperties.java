// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.pins;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

@Validated
@ConfigurationProperties("koppelpunt.pins")
record PinProperties(@NotNull URI baseUrl) {}
