// SPDX-License-Identifier: EUPL-1.2
/** Work that would hold up an event-loop thread: bounded threads, bounded queues, and a plain refusal when both are full. */
@NullMarked
package nl.koppelpunt.account.work;

import org.jspecify.annotations.NullMarked;
