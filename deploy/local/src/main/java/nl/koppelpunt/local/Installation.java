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

/** Unpacks the executable jars as they are built, so that a program starts faster, and with a cache faster still. */
record Installation(Path repository, Layout layout) {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** The command that runs the program as it was unpacked. */
    List<String> command(Program program) {
        var command = new ArrayList<String>();
        command.add(java());
        command.addAll(jvmOptions(program));
        command.addAll(startCache(program).use());
        command.addAll(List.of("-jar", unpackedJar(program)));
        return command;
    }

    /** The command that makes the cache: a start that ends where the program would begin to serve. */
    List<String> training(Program program, Path cache) {
        var command = new ArrayList<>(List.of("nice", "-n", "19", java()));
        command.addAll(jvmOptions(program));
        command.addAll(List.of("-XX:AOTCacheOutput=" + cache, "-Dspring.context.exit=onRefresh"));
        command.addAll(List.of("-jar", unpackedJar(program)));
        return command;
    }

    StartCache startCache(Program program) {
        return new StartCache(folder(program));
    }

    /** A stack for one person: quick to start on two cores matters more than what the second compiler would gain. */
    private static List<String> jvmOptions(Program program) {
        return List.of(
                "-Xmx" + program.heapMegabytes() + "m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xss512k",
                // The network library calls native code; without this the JVM says so beside the JSON of the log.
                "--enable-native-access=ALL-UNNAMED",
                "-Dfile.encoding=UTF-8");
    }

    private String unpackedJar(Program program) {
        return folder(program).resolve(jar(program).getFileName()).toString();
    }

    private Path folder(Program program) {
        return layout.apps().resolve(program.id());
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

    /** Where its jar is not the one that was unpacked before. */
    void unpack(Program program) {
        var jar = jar(program);
        var folder = folder(program);
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
