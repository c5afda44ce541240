// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.consumption;

import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import reactor.core.publisher.Mono;

/** A listener whose dead letters can be handled again once the reason is gone; it must not mind hearing a fact twice. */
public interface ReplayableListener {

    Set<String> topics();

    Mono<Void> on(ConsumerRecord<String, byte[]> fact);
}
