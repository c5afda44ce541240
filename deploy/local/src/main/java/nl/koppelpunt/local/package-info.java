// SPDX-License-Identifier: EUPL-1.2
/**
 * The whole product on one machine: real PostgreSQL, Kafka and SMTP, the five programs and the broker simulator as
 * processes of their own, with keys and demo data made once; nothing in here is part of a deployment.
 */
@NullMarked
package nl.koppelpunt.local;

import org.jspecify.annotations.NullMarked;
