// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.test;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/** What a collector of traces would have got from a program, as text: to look for what nobody may read there. */
public final class WrittenSpans implements SpanProcessor {

    private final Queue<String> spans = new ConcurrentLinkedQueue<>();

    WrittenSpans() {}

    /** Each span's name, state, attributes and events. */
    public List<String> all() {
        return List.copyOf(spans);
    }

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {}

    @Override
    public boolean isStartRequired() {
        return false;
    }

    @Override
    public void onEnd(ReadableSpan span) {
        spans.add(text(span.toSpanData()));
    }

    @Override
    public boolean isEndRequired() {
        return true;
    }

    private static String text(SpanData span) {
        return span.getName() + " " + span.getStatus() + " "
                + span.getAttributes().asMap()
                + span.getEvents().stream().map(WrittenSpans::text).collect(Collectors.joining());
    }

    private static String text(EventData event) {
        return " " + event.getName() + " " + event.getAttributes().asMap();
    }
}
