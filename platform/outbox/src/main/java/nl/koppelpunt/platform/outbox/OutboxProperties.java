// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.outbox;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How events leave.
 *
 * @param recipientKeysFile public key set (JWKS) of the mailer; only for services that seal
 */
@ConfigurationProperties("koppelpunt.outbox")
record OutboxProperties(
        @Nullable Path recipientKeysFile,
        @DefaultValue Relay relay,
        @DefaultValue Topics topics) {

    /**
     * How events are relayed.
     *
     * @param pollInterval the longest an event waits when its notification is lost
     * @param batchSize events per transaction
     * @param deliveryTimeout how long Kafka may take to acknowledge an event before it is tried anew
     * @param retention how long published events are kept
     */
    record Relay(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("1s") Duration pollInterval,
            @DefaultValue("500") int batchSize,
            @DefaultValue("10s") Duration deliveryTimeout,
            @DefaultValue("7d") Duration retention) {}

    /**
     * The topics: made so when they are not there yet, and checked for it when they are.
     *
     * @param replicas -1 leaves it to the cluster and to whoever looks after it
     * @param minInSyncReplicas -1 likewise
     * @param retention how long Kafka keeps an event; the mailer keeps a private key at least as long
     */
    record Topics(
            @DefaultValue("6") int partitions,
            @DefaultValue("-1") short replicas,
            @DefaultValue("-1") int minInSyncReplicas,
            @DefaultValue("7d") Duration retention) {}
}
