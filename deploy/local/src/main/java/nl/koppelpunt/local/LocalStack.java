// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.local;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** The commands behind the scripts of {@code deploy/local}. */
public final class LocalStack {

    private static final Duration STOP = Duration.ofSeconds(90);

    private LocalStack() {}

    /** Runs {@code up} until it is stopped, or one of the commands that look after what runs. */
    public static void main(String[] arguments) throws InterruptedException {
        var command = arguments.length == 0 ? "" : arguments[0];
        var options = Arrays.asList(arguments).subList(Math.min(1, arguments.length), arguments.length);
        var data = Settings.parse().data();
        var layout = new Layout(data);
        try {
            switch (command) {
                case "up" -> up(Settings.parse(options.toArray(String[]::new)));
                case "down" -> down(data);
                case "status" -> status(layout);
                case "logs" -> new LogCommand(layout, LocalStack::print).run(LogOptions.parse(options));
                case "module" -> System.out.println(module(layout, options.getFirst()));
                case "restart" -> System.out.println(new ControlClient(layout).restart(options.getFirst()));
                default -> throw new StartFailure("Usage: up | down | status | logs | restart");
            }
        } catch (StartFailure e) {
            fail(e.getMessage());
        } catch (RuntimeException e) {
            var details = new Layout(data).log("launcher-failure");
            fail("The local stack failed: " + e + ". " + (written(e, details) ? "See " + details : ""));
        }
    }

    /** One line is for who typed the command; the rest is for who has to repair it. */
    private static boolean written(RuntimeException failure, Path file) {
        var trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        try {
            PrivateFiles.write(file, trace.toString());
            return true;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /** What was started is stopped by the hook. */
    private static void fail(@Nullable String reason) {
        System.err.println(reason);
        System.exit(1);
    }

    private static void up(Settings settings) throws InterruptedException {
        var stack = new RunningStack(settings, System.out::println);
        Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "stop"));
        stack.start();
        System.out.println("deploy/local/down stops it.");
        new CountDownLatch(1).await();
    }

    /** Ends when nobody reads on, as after {@code logs gateway --follow | head}. */
    private static void print(String line) {
        System.out.println(line);
        if (System.out.checkError()) {
            System.exit(0);
        }
    }

    private static void status(Layout layout) {
        var table = new StatusTable(new ControlClient(layout).processes(), Clock.systemUTC());
        System.out.println(table.text());
        if (!table.isHealthy()) {
            System.exit(1);
        }
    }

    /** Where the sources are of what is about to be started anew; nothing for what is not built here. */
    private static String module(Layout layout, String service) {
        ServiceNames.requireRestartable(service);
        new ControlClient(layout).requireRunning();
        return Program.named(service).map(Program::module).orElse("");
    }

    private static void down(Path data) {
        var leftovers = new Leftovers(new Layout(data));
        var launcher = leftovers.launcher();
        launcher.ifPresent(process -> {
            process.destroy();
            if (!Polling.until(STOP, () -> !process.isAlive())) {
                process.destroyForcibly();
            }
        });
        var more = leftovers.stop();
        System.out.println(launcher.isPresent() || more ? "Stopped." : "Nothing runs.");
    }
}
