// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** What is in use in the heap of a program that runs, as the tools of the JDK tell. */
final class RunningMemory {

    private static final Pattern USED = Pattern.compile("used (\\d+)K");
    private static final int KIBIBYTES = 1024;

    private final String process;

    RunningMemory(Process process) {
        this.process = String.valueOf(process.pid());
    }

    /** After everything that can be collected was. */
    long mebibytesInUse() {
        ask("GC.run");
        var used = USED.matcher(ask("GC.heap_info"));
        if (!used.find()) {
            throw new AssertionError("The program does not tell its heap");
        }
        return Long.parseLong(used.group(1)) / KIBIBYTES;
    }

    private String ask(String question) {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        try {
            var asked = new ProcessBuilder(jcmd, process, question)
                    .redirectErrorStream(true)
                    .start();
            try (var answer = asked.getInputStream()) {
                return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
