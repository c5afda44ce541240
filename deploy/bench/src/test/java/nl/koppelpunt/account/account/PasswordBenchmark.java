// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.account;

import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/** A password against a hash of this service and against one of the system before it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class PasswordBenchmark {

    private static final String PASSWORD = "een wachtwoord van een school";

    private final PasswordEncoder encoder = new AccountConfiguration().passwordEncoder();
    private final String ours = hash(encoder);
    private final String imported = hash(new BCryptPasswordEncoder());

    @Benchmark
    public boolean argon2id() {
        return encoder.matches(PASSWORD, ours);
    }

    @Benchmark
    public boolean bcrypt() {
        return encoder.matches(PASSWORD, imported);
    }

    private static String hash(PasswordEncoder encoder) {
        return Objects.requireNonNull(encoder.encode(PASSWORD));
    }
}
