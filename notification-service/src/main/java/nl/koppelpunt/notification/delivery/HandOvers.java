// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.notification.delivery;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import nl.koppelpunt.notification.mail.GoAhead;
import org.springframework.stereotype.Component;

/**
 * The room between the end of a mail and the commit that says so. What is there when the process dies may be sent twice, so
 * there is room for as many as may be double (S-114); connections are set up and mails are spoken side by side.
 */
@Component
class HandOvers {
    private static final Duration WAIT = Duration.ofSeconds(30);

    private final Semaphore room;
    private final Leases leases;

    HandOvers(DeliveryProperties properties, Leases leases) {
        this.room = new Semaphore(properties.unrecorded(), true);
        this.leases = leases;
    }

    Turn turn(Delivery delivery) {
        return new Turn(delivery);
    }

    /** Of one mail; ends when it has been written down what became of it. */
    final class Turn implements GoAhead {
        private final AtomicBoolean taken = new AtomicBoolean();
        private final Delivery delivery;

        private Turn(Delivery delivery) {
            this.delivery = delivery;
        }

        @Override
        public boolean given() throws InterruptedException {
            taken.set(room.tryAcquire(WAIT.toMillis(), TimeUnit.MILLISECONDS));
            return taken.get() && leases.hold(delivery);
        }

        void end() {
            if (taken.compareAndSet(true, false)) {
                room.release();
            }
        }
    }
}
