// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.local;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** The command behind {@code deploy/local/up} and {@code deploy/local/down}. */
public final class LocalStack {

    private static final Duration STOP = Duration.ofSeconds(90);

    private LocalStack() {}

    /** Runs {@code up [--clean] [--port-offset N]} until it is stopped, or {@code down}. */
    public static void main(String[] arguments) throws InterruptedException {
        var command = arguments.length == 0 ? "" : arguments[0];
        var data = Settings.parse().data();
        try {
            switch (command) {
                case "up" -> up(Settings.parse(Arrays.copyOfRange(arguments, 1, arguments.length)));
                case "down" -> down(data);
                default -> throw new StartFailure("Usage: up [--clean] [--port-offset N] | down");
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
        System.out.println("Ctrl-C or deploy/local/down stops it.");
        new CountDownLatch(1).await();
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
