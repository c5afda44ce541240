// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.local;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The crowd of {@link LoginJourneyTests}, a hundred times larger unless {@code koppelpunt.crowd} says how large, on a stack that writes down what an operator's would. */
@EnabledIfSystemProperty(
        named = "koppelpunt.full",
        matches = "true",
        disabledReason = "takes the better part of an hour")
class CrowdJourneyTests {

    private static final int PORT_OFFSET = 2100;
    private static final Duration START = Duration.ofMinutes(6);
    private static final int LINKS = Integer.getInteger("koppelpunt.crowd", 1000);
    private static final int LINKS_A_KILLING = 16;
    private static final Duration PATIENCE = Duration.ofMinutes(20);

    @AutoClose
    private static RunningStack stack;

    private static SchoolCrowd crowd;

    @BeforeAll
    static void start() throws IOException {
        // The mail server says so on a thread of its own when a mail breaks off because its sender is killed.
        Awaitility.doNotCatchUncaughtExceptionsByDefault();
        var target = Path.of("target").toAbsolutePath();
        var repository = target.resolve("../../..").normalize();
        crowd = new SchoolCrowd(repository.resolve("account-service/src/test/resources/duo"), LINKS);
        stack = new RunningStack(
                new Settings(
                        repository,
                        target.resolve("crowd-stack"),
                        PORT_OFFSET,
                        true,
                        null,
                        false,
                        START,
                        crowd.settings()),
                System.out::println);
        stack.start();
    }

    @Test
    @DisplayName("S-112, S-113, S-114: links = facts = deliveries for a crowd, whatever is killed meanwhile")
    void nothingIsLostOrDoubledWhileManyLinkAndProgramsDie() throws Exception {
        crowd.becomeKnown(stack.accounts());
        new LandscapeFaults(stack, crowd, LINKS / LINKS_A_KILLING).run(PATIENCE);
    }
}
