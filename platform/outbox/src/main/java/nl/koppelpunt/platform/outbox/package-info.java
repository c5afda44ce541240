// SPDX-License-Identifier: EUPL-1.2
/**
 * Events leave a service through here: written in the transaction of the act, relayed to Kafka afterwards, in order per
 * subject and at least once; what the events mean is for the services to say.
 */
@NullMarked
package nl.koppelpunt.platform.outbox;

import org.jspecify.annotations.NullMarked;
