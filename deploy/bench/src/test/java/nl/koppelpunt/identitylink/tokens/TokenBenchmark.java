// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.tokens;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import nl.koppelpunt.platform.test.TemporaryFolder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The token by which the services know who is signed in, made anew for a session about once a minute. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class TokenBenchmark {

    private final TokenIssuer issuer = issuer();
    private final Person person = new Person(
            Person.PORTAL,
            UUID.randomUUID(),
            UUID.randomUUID(),
            "urn:etoegang:core:assurance-class:loa3",
            List.of("32073", "04FM"));

    @Benchmark
    public Object token() {
        return issuer.person(person);
    }

    private static TokenIssuer issuer() {
        try {
            Path keys = TemporaryFolder.create("token-benchmark").resolve("keys.json");
            Files.writeString(
                    keys,
                    new JWKSet(new ECKeyGenerator(Curve.P_256).keyID("bench").generate()).toString(false));
            TokenProperties properties = new TokenProperties(
                    "https://portaal.example", keys, Duration.ofSeconds(120), Duration.ofSeconds(60), null);
            return new TokenIssuer(properties, new SigningKeys(properties), Clock.systemUTC());
        } catch (IOException | JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
