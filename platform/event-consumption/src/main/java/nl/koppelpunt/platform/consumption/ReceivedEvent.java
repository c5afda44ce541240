// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.consumption;

import java.time.Instant;
import nl.koppelpunt.event.KoppelpuntEvent;

/**
 * An event as it came in. It may come again: a consumer recognises a repeat by {@code id}.
 *
 * @param id the CloudEvents id, unique for all time
 * @param time when the event was recorded
 */
public record ReceivedEvent<E extends KoppelpuntEvent>(String id, Instant time, E event) {}
