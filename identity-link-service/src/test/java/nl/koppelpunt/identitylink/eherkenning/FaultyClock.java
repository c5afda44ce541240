// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands still at the moment of the test messages, and breaks down where work on XML asks it for the nth time. */
final class FaultyClock extends Clock {

    private static final int NEVER = Integer.MAX_VALUE;

    private final AtomicInteger asked = new AtomicInteger();
    private volatile int breaksAt = NEVER;

    void breakAt(int time) {
        asked.set(0);
        breaksAt = time;
    }

    /** How often it was asked since, and works again. */
    int repair() {
        breaksAt = NEVER;
        return asked.getAndSet(0);
    }

    @Override
    public Instant instant() {
        if (Thread.currentThread().getName().startsWith("saml-xml") && asked.incrementAndGet() == breaksAt) {
            throw new IllegalStateException("planted " + TestBroker.KVK);
        }
        return TestBroker.NOW;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }
}
