// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.account;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param parallelism threads that hash, at most the processors of one instance
 * @param queueSize checks that may wait for one of them
 */
@Validated
@ConfigurationProperties("koppelpunt.accounts.hashing")
record HashingProperties(
        @DefaultValue("2") @Min(1) int parallelism,
        @DefaultValue("32") @Min(1) int queueSize) {}
