// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.outbox;

import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The trace that the running act belongs to, as W3C Trace Context writes it. */
final class TraceParent {

    static final String HEADER = "traceparent";

    private final Supplier<@Nullable String> current;

    private TraceParent(Supplier<@Nullable String> current) {
        this.current = current;
    }

    /** Of a program without tracing nothing is kept. */
    static TraceParent of(@Nullable Tracer tracer, @Nullable Propagator propagator) {
        return new TraceParent(tracer == null || propagator == null ? () -> null : () -> written(tracer, propagator));
    }

    /** To be asked on the thread that subscribes: Reactor's context propagation keeps the trace there. */
    @Nullable
    String current() {
        return current.get();
    }

    private static @Nullable String written(Tracer tracer, Propagator propagator) {
        TraceContext context = tracer.currentTraceContext().context();
        if (context == null) {
            return null;
        }
        Map<String, String> headers = new HashMap<>();
        propagator.inject(context, headers, (_, name, value) -> headers.put(name, value));
        return headers.get(HEADER);
    }
}
