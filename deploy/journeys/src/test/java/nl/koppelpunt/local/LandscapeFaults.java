// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.local;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import nl.koppelpunt.local.LinkWalk.Person;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A crowd links while anything that runs is killed, and everybody gets in. Afterwards nothing is missing and nothing is
 * there twice: links = facts = deliveries = mails.
 */
final class LandscapeFaults {

    private static final Logger LOG = LoggerFactory.getLogger(LandscapeFaults.class);
    private static final int AT_ONCE = 4;
    private static final int VICTIMS_AT_ONCE = 2;
    private static final Duration WHILE = Duration.ofMinutes(6);
    private static final int KILLS_IN_A_WHILE = 4;
    private static final Duration HEALING = Duration.ofMinutes(6);
    private static final Duration QUIET = Duration.ofMinutes(5);
    /** A PIN goes to its owner; an institution to its user and to the representative on record. */
    private static final long MAILS_OF_AN_INSTITUTION = 2;

    private static final long MAILS_OF_A_LINK = 1 + MAILS_OF_AN_INSTITUTION;

    private final RunningStack stack;
    private final SchoolCrowd crowd;
    private final int size;
    private final int rounds;
    private final Random random;
    private final AtomicInteger linked = new AtomicInteger();
    private final List<String> pins = new CopyOnWriteArrayList<>();
    private final List<Kill> kills = new ArrayList<>();
    private int mailerDeaths;

    private record Kill(String victim, long at) {}

    /** @param rounds how many times two of all that runs are killed */
    LandscapeFaults(RunningStack stack, SchoolCrowd crowd, int rounds) {
        var seed = Long.getLong("koppelpunt.seed", System.nanoTime());
        this.stack = stack;
        this.crowd = crowd;
        this.size = crowd.size();
        this.rounds = rounds;
        this.random = new Random(seed);
        LOG.info("{} people link while {} times something is killed (seed {})", size, rounds, seed);
    }

    /** The PINs that were mailed. */
    List<String> run(Duration limit) throws Exception {
        var before = new Ledger(stack);
        try (var walkers = Executors.newFixedThreadPool(AT_ONCE)) {
            var walks = new ArrayList<Future<Void>>();
            for (var means : crowd.people()) {
                walks.add(walkers.submit(walk(means, limit)));
            }
            try {
                for (var round = 0; round < rounds; round++) {
                    killAfter(size * round / rounds, limit);
                }
                for (var walk : walks) {
                    walk.get();
                }
            } catch (ExecutionException failed) {
                throw new AssertionError(failed.getCause());
            } finally {
                walkers.shutdownNow();
            }
        }
        await().atMost(QUIET).until(() -> before.isFollowedBy(size));
        compare(before, new Ledger(stack));
        return pins;
    }

    private Callable<Void> walk(List<Person> means, Duration limit) {
        return () -> {
            for (var person : means) {
                try (var walk = new LinkWalk(stack, person, SchoolCrowd.ACCOUNT_PASSWORD)) {
                    await(person.account())
                            .atMost(limit)
                            .pollDelay(Duration.ZERO)
                            .pollInterval(Duration.ofMillis(100))
                            .until(walk::step);
                    pins.addAll(walk.pins());
                }
                linked.incrementAndGet();
            }
            return null;
        };
    }

    private void killAfter(int links, Duration limit) {
        await().atMost(limit).until(() -> linked.get() >= links);
        var victims = new ArrayList<Supervised>(List.of(
                stack.program(Program.GATEWAY),
                stack.program(Program.IDENTITY_LINK),
                stack.program(Program.ACCOUNT),
                stack.program(Program.PIN),
                stack.program(Program.NOTIFICATION),
                stack.kafka(),
                stack.database()));
        Collections.shuffle(victims, random);
        await("somebody who may die again")
                .atMost(HEALING)
                .until(() -> fit(victims).size() >= VICTIMS_AT_ONCE);
        for (var victim : fit(victims).subList(0, VICTIMS_AT_ONCE)) {
            LOG.info("kill -9 {}", victim.name());
            kills.add(new Kill(victim.name(), System.nanoTime()));
            victim.handle().ifPresent(ProcessHandle::destroyForcibly);
            if (victim == stack.program(Program.NOTIFICATION)) {
                mailerDeaths++;
            }
        }
        await("everything healthy again")
                .atMost(HEALING)
                .until(() -> victims.stream().allMatch(Supervised::isHealthy));
    }

    /** What dies too often in a while stays down, as it should. */
    private List<Supervised> fit(List<Supervised> victims) {
        var since = System.nanoTime() - WHILE.toNanos();
        return victims.stream()
                .filter(victim -> kills.stream()
                                .filter(kill -> kill.victim().equals(victim.name()) && kill.at() - since > 0)
                                .count()
                        < KILLS_IN_A_WHILE)
                .toList();
    }

    private void compare(Ledger before, Ledger after) throws SQLException {
        var links = after.links - before.links;
        var pins = after.facts("pins.pin-issued") - before.facts("pins.pin-issued");
        var added = after.facts("accounts.institution-added") - before.facts("accounts.institution-added");
        assertThat(links).as("links").isEqualTo(size);
        assertThat(after.facts("identity-links.identity-linked") - before.facts("identity-links.identity-linked"))
                .as("facts of a link")
                .isEqualTo(size);
        assertThat(added).as("facts of an institution").isEqualTo(size);
        assertThat(pins).as("facts of a PIN").isGreaterThanOrEqualTo(size);
        var due = pins + MAILS_OF_AN_INSTITUTION * added;
        assertThat(after.deliveries - before.deliveries).as("deliveries").isEqualTo(due);
        var unsent = after.deliveriesNotSent - before.deliveriesNotSent;
        assertThat(unsent).as("deliveries of PINs that were over").isLessThanOrEqualTo(pins - size);
        var mails = after.mails - before.mails;
        var doubles = mails - (due - unsent);
        LOG.info(
                "{} links, {} PINs, {} mails, {} of them double, {} deaths of the mailer",
                links,
                pins,
                mails,
                doubles,
                mailerDeaths);
        assertThat(doubles).as("double mails").isBetween(0L, (long) mailerDeaths);
        assertThat(after.deadLetters()).as("dead letters").isEqualTo(before.deadLetters());
    }

    /** What has been written down so far. */
    private static final class Ledger {

        private final RunningStack stack;
        private final List<String> facts;
        private final long links;
        private final long deliveries;
        private final long deliveriesNotSent;
        private final long mails;

        Ledger(RunningStack stack) throws SQLException {
            this.stack = stack;
            this.links = count("identity_link", "identity_link");
            this.deliveries = count("notification", "delivery");
            this.deliveriesNotSent = count("notification", "delivery where status <> 'sent'");
            this.mails = mailsOfThePortal(stack);
            this.facts = new Canary(stack)
                    .events().stream()
                            .map(event -> event.topic() + "|"
                                    + header(event.headers()
                                            .lastHeader("ce_type")
                                            .value()) + "|"
                                    + header(event.headers().lastHeader("ce_id").value()))
                            .collect(Collectors.toUnmodifiableSet())
                            .stream()
                            .toList();
        }

        private static String header(byte[] value) {
            return new String(value, US_ASCII);
        }

        /** However often each of them came. */
        long facts(String name) {
            return facts.stream()
                    .filter(fact -> fact.contains("|nl.koppelpunt." + name + ".v1|"))
                    .count();
        }

        long deadLetters() {
            return facts.stream().filter(fact -> fact.contains(".dlt|")).count();
        }

        /** Those of the suppliers of means are none of the product. */
        private static long mailsOfThePortal(RunningStack stack) {
            return stack.mails().mails().stream()
                    .filter(mail -> !mail.to().endsWith("@middelen.example"))
                    .count();
        }

        /** Whether at least so many links are written down everywhere, and nothing is under way. */
        boolean isFollowedBy(int newLinks) throws SQLException {
            var unpublished = 0L;
            for (var database : Database.NAMES) {
                unpublished += count(database, "outbox_event where published_at is null");
            }
            return unpublished == 0
                    && count("notification", "delivery where ended_at is not null")
                            >= deliveries + MAILS_OF_A_LINK * newLinks
                    && count("notification", "delivery where ended_at is null") == 0;
        }

        private long count(String database, String rows) throws SQLException {
            try (var connection = stack.database().connect(database);
                    var statement = connection.createStatement();
                    var result = statement.executeQuery("select count(*) from " + rows)) {
                result.next();
                return result.getLong(1);
            }
        }
    }
}
