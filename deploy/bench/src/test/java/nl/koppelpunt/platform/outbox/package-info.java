// SPDX-License-Identifier: EUPL-1.2
/** What it costs to bring events to Kafka. */
@NullMarked
package nl.koppelpunt.platform.outbox;

import org.jspecify.annotations.NullMarked;
