// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** S-147: what is delivered holds the product alone. */
class DeliveredCodeTests {

    private static final Pattern DEMO =
            Pattern.compile("(.*/)?(nl/koppelpunt/(simulator|sampleportal|local|compose|platform/test)/.*"
                    + "|org/(junit|testcontainers|assertj|mockito)/.*|com/icegreen/.*|io/zonky/.*"
                    + "|application-[^/]*\\.(ya?ml|properties)|[^/]*\\.csv)");

    /** In the library that reads the times in events (itu): the one table that is no data of ours. */
    private static final String LEAP_SECONDS = "leap_second_dates.csv";

    private static final Pattern SECRET = Pattern.compile(".*\\.(p12|jks|key|password|jwks)");

    static Stream<String> product() {
        return Repository.PROGRAMS.keySet().stream().filter(program -> !program.equals("broker-simulator"));
    }

    @ParameterizedTest
    @MethodSource("product")
    void noProgramHoldsDemoCodeTestsOrAnotherProfile(String program) throws IOException {
        productAlone(Archive.ofJar(Repository.jar(program)).names());
    }

    @ParameterizedTest
    @MethodSource("product")
    @EnabledIfSystemProperty(named = "koppelpunt.images", matches = "true")
    void noImageHoldsDemoCodeTestsOrAnotherProfile(String program) throws IOException {
        productAlone(Archive.ofImage(Repository.image(program)).names());
    }

    /** So that the pattern is known to find what it looks for. */
    @Test
    void theSimulatorIsRecognised() throws IOException {
        assertThat(Archive.ofJar(Repository.jar("broker-simulator")).names()).anyMatch(DEMO.asMatchPredicate());
    }

    private static void productAlone(Set<String> names) {
        assertThat(names)
                .as("what the program is made of")
                .anyMatch(name -> name.startsWith("nl/koppelpunt/") || name.contains("/nl/koppelpunt/"))
                .filteredOn(name -> !name.equals(LEAP_SECONDS))
                .noneMatch(DEMO.asMatchPredicate())
                .noneMatch(SECRET.asMatchPredicate());
    }
}
