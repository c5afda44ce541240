// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.CRC32;

/** Unpacks the executable jars as they are built, so that a program starts faster and from its second start even more. */
record Installation(Path repository, Layout layout) {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** The command that runs the program, after unpacking it where its jar is new. */
    List<String> command(Program program) {
        var jar = jar(program);
        var folder = layout.apps().resolve(program.id());
        unpackIfNew(program, jar, folder);
        var command = new ArrayList<String>();
        command.add(java());
        command.add("-Xmx" + program.heapMegabytes() + "m");
        // A stack for one person: quick to start on two cores matters more than what the second compiler would gain.
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss512k", "-Dfile.encoding=UTF-8"));
        // The JVM writes its archive of loaded classes at the first orderly stop and uses it from then on.
        command.addAll(List.of(
                "-XX:+AutoCreateSharedArchive",
                "-XX:SharedArchiveFile=" + folder.resolve("classes.jsa"),
                "-Xlog:cds=off",
                "-Xlog:aot=off"));
        command.addAll(List.of("-jar", folder.resolve(jar.getFileName()).toString()));
        return command;
    }

    private Path jar(Program program) {
        var target = program.targetFolder(repository);
        if (Files.isDirectory(target)) {
            try (var jars = Files.newDirectoryStream(target, "*-exec.jar")) {
                for (var jar : jars) {
                    return jar;
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        throw new StartFailure(
                "There is no " + program.id() + " in " + target + "; run ./mvnw -DskipTests package first.");
    }

    private void unpackIfNew(Program program, Path jar, Path folder) {
        var stamp = folder.resolve("unpacked");
        var identity = identity(jar);
        if (Files.exists(stamp) && PrivateFiles.read(stamp).equals(identity)) {
            return;
        }
        Layout.delete(folder);
        var extract = List.of(
                java(),
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-Djarmode=tools",
                "-jar",
                jar.toString(),
                "extract",
                "--destination",
                folder.toString());
        run(program, extract);
        PrivateFiles.write(stamp, identity);
    }

    private void run(Program program, List<String> command) {
        var log = layout.log(program.id());
        try {
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.appendTo(log.toFile()))
                    .start();
            if (!Polling.until(PATIENCE, () -> !process.isAlive()) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new StartFailure(program.id() + " could not be unpacked. See " + log);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of the contents: a reproducible build gives every jar the same time. */
    private static String identity(Path jar) {
        try (var file = new JarFile(jar.toFile())) {
            var contents = new CRC32();
            file.stream()
                    .forEach(entry ->
                            contents.update((entry.getName() + entry.getCrc()).getBytes(StandardCharsets.UTF_8)));
            return Long.toHexString(contents.getValue()) + " " + file.size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
