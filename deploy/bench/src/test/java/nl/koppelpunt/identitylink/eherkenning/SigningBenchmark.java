// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What a login sends to the broker: a request, and the question what an artifact stands for. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class SigningBenchmark {

    private static final URI BROKER = URI.create("https://broker.example/eherkenning");
    private static final Path ABSENT = Path.of("absent");

    private final OutgoingMessages messages = new OutgoingMessages(
            TestSettings.with("absent", ABSENT, ABSENT), TestRings.of(TestKeys.OURS), Clock.systemUTC());
    private final Artifact artifact = new Artifact("AAQAAM".repeat(10), 0);

    @Benchmark
    public byte[] authnRequest() {
        return messages.authnRequest(TestBroker.REQUEST, BROKER);
    }

    @Benchmark
    public byte[] artifactResolve() {
        return messages.artifactResolve(TestBroker.RESOLVE, BROKER, artifact);
    }
}
