// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.bench;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Measures the processor time of benchmarks in turn, round after round, so that whatever else the machine does befalls all of them, and tells
 * each as a multiple of the last named. All run in this one JVM, which warms up once for long: the compiler needs ten
 * thousand messages. Arguments: seconds of warm-up for each, rounds, then the names of the benchmarks, then options of JMH.
 */
public final class Ratio {

    private static final int ROUND = 2;

    private Ratio() {}

    public static void main(String[] args) throws RunnerException, CommandLineOptionException {
        int warmUp = Integer.parseInt(args[0]);
        int rounds = Integer.parseInt(args[1]);
        List<String> names = Arrays.stream(args)
                .skip(2)
                .takeWhile(arg -> !arg.startsWith("-"))
                .toList();
        String[] options = Arrays.copyOfRange(args, 2 + names.size(), args.length);
        for (String name : names) {
            measure(name, warmUp, options);
        }
        Map<String, double[]> measured = new TreeMap<>(Comparator.comparingInt(names::indexOf));
        for (int round = 0; round < rounds; round++) {
            for (String name : names) {
                measured.computeIfAbsent(name, _ -> new double[rounds])[round] = measure(name, ROUND, options);
            }
        }
        String unit = names.getLast();
        measured.forEach((name, times) -> report(name, times, unit, measured.getOrDefault(unit, times)));
    }

    private static double measure(String name, int seconds, String... options)
            throws RunnerException, CommandLineOptionException {
        var settings = new OptionsBuilder()
                .parent(new CommandLineOptions(options))
                .include("\\b" + name.replace(".", "\\.") + "$")
                .forks(0)
                .warmupIterations(0)
                .measurementIterations(1)
                .measurementTime(TimeValue.seconds(seconds))
                .addProfiler(CpuTime.class)
                .verbosity(VerboseMode.SILENT)
                .build();
        RunResult result = new Runner(settings).runSingle();
        return Objects.requireNonNull(result.getSecondaryResults().get(CpuTime.LABEL))
                .getScore();
    }

    @SuppressWarnings("SystemOut") // the report of a program that is run by hand
    private static void report(String name, double[] times, String unit, double[] of) {
        double[] ratios = IntStream.range(0, times.length)
                .mapToDouble(i -> times[i] / of[i])
                .toArray();
        System.out.printf(
                "%-45s %-30s %s of %s%n",
                name, Rounds.of(times).format("µs", 0), Rounds.of(ratios).format("×", 3), unit);
    }
}
