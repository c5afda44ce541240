// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Down until this replica has verified metadata of its broker once: before that it can log nobody in, and another can.
 * A broker that goes away later is not its fault, and those who are logged in do not need it.
 */
@Component("broker")
final class BrokerHealth implements HealthIndicator {

    private final BrokerDirectory brokers;

    BrokerHealth(BrokerDirectory brokers) {
        this.brokers = brokers;
    }

    @Override
    public Health health() {
        return brokers.lastKnown() == null ? Health.down().build() : Health.up().build();
    }
}
