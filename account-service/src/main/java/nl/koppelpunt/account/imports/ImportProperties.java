// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.imports;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * @param maxSize of one file
 * @param lease after which a job whose process died is taken up by another
 * @param retryDelay before a job that met a fault is tried again
 * @param maxAttempts after which such a job is given up
 */
@ConfigurationProperties("koppelpunt.accounts.imports")
record ImportProperties(
        @DefaultValue("16MB") DataSize maxSize,
        @DefaultValue("2m") Duration lease,
        @DefaultValue("10s") Duration retryDelay,
        @DefaultValue("3") int maxAttempts) {}
