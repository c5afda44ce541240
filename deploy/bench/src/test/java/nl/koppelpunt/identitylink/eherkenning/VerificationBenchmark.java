// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import nl.koppelpunt.bench.FirstProvider;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** From the bytes of the broker's SOAP answer to a verified identity, beside the cryptography in it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class VerificationBenchmark {

    @Param
    public FirstProvider first = FirstProvider.PLATFORM;

    private final byte[] answer = BrokerAnswer.bytes();
    private final ExpectedAnswer expected =
            new ExpectedAnswer(TestBroker.broker(), TestBroker.REQUEST, TestBroker.RESOLVE);
    private final MessageVerification verification = new MessageVerification(
            TestBroker.provider(),
            () -> List.of(TestKeys.OURS_NEXT, TestKeys.OURS),
            Clock.fixed(TestBroker.NOW, ZoneOffset.UTC));
    private final Primitives primitives = new Primitives();

    @Setup
    public void putFirst() {
        first.install();
    }

    @Benchmark
    public Object answer() {
        return verification.verify(answer, expected);
    }

    /** Two signatures, two identifiers: what is in the answer. */
    @Benchmark
    public void primitives(Blackhole result) throws GeneralSecurityException {
        result.consume(primitives.verify());
        result.consume(primitives.verify());
        result.consume(primitives.decrypt());
        result.consume(primitives.decrypt());
    }
}
