// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.local;

import java.util.List;
import java.util.stream.Stream;

/** What the processes of the stack are called in commands, logs and pid files. */
final class ServiceNames {

    static final String POSTGRESQL = "postgresql";
    static final String KAFKA = "kafka";
    static final String LAUNCHER = "launcher";
    static final String START_CACHES = "start-caches";

    private ServiceNames() {}

    static List<String> all() {
        return with(List.of(Program.values()));
    }

    static List<String> with(List<Program> programs) {
        var names = programs.stream().map(Program::id).sorted();
        return Stream.concat(names, Stream.of(POSTGRESQL, KAFKA, LAUNCHER)).toList();
    }

    /** Of every process, and of the making of start caches. */
    static List<String> logs() {
        return Stream.concat(all().stream(), Stream.of(START_CACHES)).toList();
    }

    static void requireLog(String name) {
        if (!logs().contains(name)) {
            throw unknown(name, logs());
        }
    }

    static void requireRestartable(String name) {
        var restartable =
                all().stream().filter(other -> !other.equals(LAUNCHER)).toList();
        if (name.equals(LAUNCHER)) {
            throw new StartFailure("The launcher is started anew by deploy/local/down and deploy/local/up.");
        }
        if (!restartable.contains(name)) {
            throw unknown(name, restartable);
        }
    }

    private static StartFailure unknown(String name, List<String> known) {
        return new StartFailure(
                "There is no service \"" + Printable.text(name) + "\"; there are " + String.join(", ", known) + ".");
    }
}
