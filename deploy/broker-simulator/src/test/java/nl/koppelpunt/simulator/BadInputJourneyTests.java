// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Input in bulk, against the service as it is packaged, which has 256 MiB and ends when they do not do. */
@DisplayName("S-028: large forms, two hundred at once, move nothing")
class BadInputJourneyTests extends LinkServiceJourney {

    private static final int FORMS = 200;
    private static final int UNMOVED = 16;
    private static final int KEPT = 64;
    private static final String ROWS =
            "select (details ->> 'reference') || ' ' || (details ->> 'code') from audit_event"
                    + " where details ->> 'reference' <> ''";

    @Test
    void largeFormsAreRefusedOneByOne() throws Exception {
        assertRefusedOneByOne(service().port(), service().memory());
    }

    @Test
    void largeFormsAreRefusedOneByOneBehindTheGatewayToo() throws Exception {
        assertRefusedOneByOne(gateway().port(), gateway().memory());
        assertThat(gateway().isAlive()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisplayName("S-028: a form that does not end is refused in two seconds, behind the gateway too")
    void formThatDoesNotEndIsRefusedSoon(boolean begins) throws Exception {
        var rows = service().query(ROWS);

        try (var form = new LargeForm(gateway().port(), "/eherkenning/acs", true)) {
            if (begins) {
                form.sendWhatIsKept();
            }
            var begun = Instant.now();
            assertThat(form.answer()).startsWith("HTTP/1.1 303 ").contains("/inloggen/mislukt?reden=te-laat");
            // What a busy machine adds to them is less than the time-outs of others.
            assertThat(Duration.between(begun, Instant.now())).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(8));
        }
        assertThat(codesSince(rows)).containsExactly("form-too-slow");
    }

    private void assertRefusedOneByOne(int port, RunningMemory memory) throws Exception {
        assertLoginLeadsIn();
        var rows = service().query(ROWS);
        var sessions = service().query("select id from session");

        var answers = flood(port, memory, "/eherkenning/acs");

        assertThat(answers).hasSize(FORMS).allMatch(answer -> answer.startsWith("HTTP/1.1 303 "));
        assertThat(answers).allMatch(answer -> answer.contains("/inloggen/mislukt?reden="));
        assertThat(codesSince(rows)).hasSize(FORMS).isSubsetOf("form-too-large", "form-too-slow");
        assertThat(service().query("select id from session")).isEqualTo(sessions);
        assertLoginLeadsIn();
    }

    @Test
    void placesThatTakeNoFormAreAsSteady() throws Exception {
        assertLoginLeadsIn();

        var answers = flood(
                service().port(),
                service().memory(),
                "/eherkenning/login",
                "/eherkenning/metadata",
                "/eherkenning/submit.js",
                "/internal/session-tokens");

        assertThat(answers).hasSize(FORMS).allMatch(answer -> answer.startsWith("HTTP/1.1 4"));
        assertLoginLeadsIn();
    }

    private static List<String> codesSince(List<String> rows) {
        return service().query(ROWS).stream()
                .filter(row -> !rows.contains(row))
                .map(row -> row.substring(row.indexOf(' ') + 1))
                .toList();
    }

    private static List<String> flood(int port, RunningMemory memory, String... paths) throws Exception {
        long before = memory.mebibytesInUse();
        var half = new CyclicBarrier(FORMS + 1);
        var rest = new CyclicBarrier(FORMS + 1);
        var sent = new ArrayList<Future<String>>();
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int form = 0; form < FORMS; form++) {
                var path = paths[form % paths.length];
                boolean chunked = form / paths.length % 2 == 0;
                sent.add(clients.submit(() -> send(port, path, chunked, half, rest)));
            }
            half.await(60, TimeUnit.SECONDS);
            assertThat(memory.mebibytesInUse()).isLessThan(before + KEPT);
            rest.await(60, TimeUnit.SECONDS);
        }
        assertThat(service().isAlive()).isTrue();
        assertThat(memory.mebibytesInUse()).isLessThan(before + UNMOVED);
        return sent.stream().map(Future::resultNow).toList();
    }

    private static String send(int port, String path, boolean chunked, CyclicBarrier half, CyclicBarrier rest)
            throws Exception {
        try (var form = new LargeForm(port, path, chunked)) {
            form.sendWhatIsKept();
            half.await(60, TimeUnit.SECONDS);
            rest.await(60, TimeUnit.SECONDS);
            return form.sendTheRest();
        }
    }

    private void assertLoginLeadsIn() {
        var login = begin();
        var answer = back(login, atBroker(login));
        assertThat(TestBrowser.location(answer)).isEqualTo("/koppelen");
    }
}
