// SPDX-License-Identifier: EUPL-1.2
/** Tests of the outbox and its relay on a real PostgreSQL and a real Kafka. */
@NullMarked
package nl.koppelpunt.platform.outbox;

import org.jspecify.annotations.NullMarked;
