// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.local;

import java.nio.file.Files;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Shows the log of one process, of this run or, when nothing runs, of the last. */
record LogCommand(Layout layout, Consumer<String> out) {

    private static final Duration FOR_EVER = Duration.ofDays(3650);

    void run(LogOptions options) {
        run(options, () -> false);
    }

    /** Follows, where that was asked, until enough was seen. */
    void run(LogOptions options, BooleanSupplier enough) {
        var service = options.service();
        if (service == null) {
            out.accept("Logs of: " + String.join(", ", ServiceNames.logs()));
            return;
        }
        ServiceNames.requireLog(service);
        var log = layout.log(service);
        if (!Files.exists(log)) {
            throw new StartFailure(
                    switch (service) {
                        case ServiceNames.LAUNCHER ->
                            "The launcher has a log only after up --detach; else it writes to its terminal.";
                        case ServiceNames.START_CACHES -> "No start caches were made yet.";
                        default -> service + " has no log yet; deploy/local/up starts the stack.";
                    });
        }
        UnaryOperator<String> form = options.json() ? UnaryOperator.identity() : LogLine::readable;
        var reader = new LogReader(log, line -> out.accept(form.apply(line)));
        reader.last(options.lines());
        if (options.follow()) {
            var _ = Polling.until(FOR_EVER, () -> {
                reader.more();
                return enough.getAsBoolean();
            });
        } else {
            reader.finish();
        }
    }
}
