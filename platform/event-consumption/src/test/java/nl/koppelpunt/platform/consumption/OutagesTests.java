// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.consumption;

import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.spi.R2dbcBadGrammarException;
import io.r2dbc.spi.R2dbcDataIntegrityViolationException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTimeoutException;
import java.net.ConnectException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** S-115: what is the fault of the world is not the fault of an event. */
class OutagesTests {

    static Stream<Throwable> ofTheWorld() {
        return Stream.of(
                new ConnectException("refused"),
                new R2dbcNonTransientResourceException("the connection was closed"),
                new R2dbcTimeoutException("no connection of the pool became free"));
    }

    static Stream<Throwable> ofTheEvent() {
        return Stream.of(
                new IllegalStateException("unreadable"),
                new R2dbcBadGrammarException("no such table", "42P01"),
                new R2dbcDataIntegrityViolationException("twice", "23505"));
    }

    @ParameterizedTest
    @MethodSource("ofTheWorld")
    void aDatabaseThatIsAwayIsAnOutageHoweverDeepItIsTold(Throwable failure) {
        assertThat(Outages.isOutage(failure)).isTrue();
        assertThat(Outages.isOutage(new IllegalStateException(new RuntimeException(failure))))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"08006", "53300", "57P01", "57P02", "57P03", "25006"})
    void aServerThatStopsStartsOrIsNoPrimaryIsAnOutage(String state) {
        assertThat(Outages.isOutage(new R2dbcNonTransientResourceException("away", state)))
                .isTrue();
    }

    /** A statement that takes too long, or is refused by a trigger, may be the event's own fault. */
    @ParameterizedTest
    @ValueSource(strings = {"57014", "P0001", "54000"})
    void aStatementThatIsRefusedIsNoOutage(String state) {
        assertThat(Outages.isOutage(new R2dbcNonTransientResourceException("refused", state)))
                .isFalse();
    }

    @ParameterizedTest
    @MethodSource("ofTheEvent")
    void aFaultOfTheEventIsNoOutage(Throwable failure) {
        assertThat(Outages.isOutage(failure)).isFalse();
        assertThat(Outages.isOutage(new RuntimeException(failure))).isFalse();
    }

    @Test
    void nothingIsNoOutage() {
        assertThat(Outages.isOutage(null)).isFalse();
    }
}
