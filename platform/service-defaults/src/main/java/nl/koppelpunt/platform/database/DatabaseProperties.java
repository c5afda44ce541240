// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.database;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What is expected of the database.
 *
 * @param answerTimeout how long it may take to begin an answer; longer than its own {@code statement_timeout}, because it is
 *     for a database that cannot keep that any more
 */
@Validated
@ConfigurationProperties("koppelpunt.database")
record DatabaseProperties(
        @DefaultValue("10s") @DurationMin(millis = 100) Duration answerTimeout) {}
