// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.defaults;

import jakarta.validation.constraints.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The version of the REST interface of a program that has no OpenAPI document, which would tell it.
 *
 * @param version semantic version, sent as {@code API-Version}
 */
@Validated
@ConfigurationProperties("koppelpunt.api")
record ApiProperties(
        @DefaultValue("1.0.0") @Pattern(regexp = "\\d+\\.\\d+\\.\\d+")
        String version) {}
