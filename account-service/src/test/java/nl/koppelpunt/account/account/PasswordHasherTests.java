// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import nl.koppelpunt.account.TestData;
import nl.koppelpunt.account.work.BoundedWork;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.crypto.password.PasswordEncoder;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

@DisplayName("S-059 passwords")
class PasswordHasherTests {

    private final BoundedWork work = new BoundedWork("password-hash", 1, 2);
    private final PasswordHasher hasher =
            new PasswordHasher(new AccountConfiguration().passwordEncoder(), work, new SecureRandom());

    @AfterEach
    void close() {
        work.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"$2a$", "$2b$", "$2y$"})
    void importedBcryptHashIsAcceptedAsItIs(String version) {
        var hash = new PasswordHash(version + TestData.PASSWORD_HASH.substring(4));

        assertThat(PasswordHash.isImportable(hash.value())).isTrue();
        hasher.matches(new RawPassword(TestData.PASSWORD), hash)
                .as(StepVerifier::create)
                .expectNext(true)
                .verifyComplete();
        hasher.matches(new RawPassword(TestData.PASSWORD + " "), hash)
                .as(StepVerifier::create)
                .expectNext(false)
                .verifyComplete();
    }

    @Test
    void newPasswordIsHashedWithArgon2idAndVerifiedExactlyAsTyped() {
        var password = new RawPassword(" é".repeat(32) + "🔑");

        hasher.hash(password)
                .doOnNext(hash -> assertThat(hash.value()).startsWith("$argon2id$"))
                .flatMap(hash -> hasher.matches(password, hash))
                .as(StepVerifier::create)
                .expectNext(true)
                .verifyComplete();
    }

    @Test
    void nobodysPasswordIsNeverRight() {
        hasher.matchesNobody(new RawPassword(TestData.PASSWORD))
                .as(StepVerifier::create)
                .expectNext(false)
                .verifyComplete();
    }

    @ParameterizedTest
    @ValueSource(strings = {"$2a$31$", "$2x$10$", "$1$10$", "{bcrypt}"})
    void weakUnknownOrEndlessHashIsNotImported(String start) {
        assertThat(PasswordHash.isImportable(start + TestData.PASSWORD_HASH.substring(7)))
                .isFalse();
    }

    @Test
    @DisplayName("S-121 a full room refuses instead of building a backlog")
    void fullRoomRefuses() {
        var busy = new BusyEncoder();
        var slow = new PasswordHasher(busy, work, new SecureRandom());
        var password = new RawPassword(TestData.PASSWORD);

        Flux.range(0, 10)
                .doOnComplete(busy.finish::countDown)
                .flatMap(i -> slow.matches(password, new PasswordHash("hash"))
                        .map(Object::toString)
                        .onErrorReturn(RejectedExecutionException.class, "refused"))
                .collectList()
                .as(StepVerifier::create)
                .assertNext(answers -> {
                    assertThat(answers).containsOnly("true", "refused");
                    // One at work and two waiting, less one while the thread has yet to take up the first.
                    assertThat(answers).filteredOn("true"::equals).hasSizeBetween(2, 3);
                })
                .verifyComplete();
        assertThat(Objects.requireNonNull(busy.thread.get())).startsWith("password-hash");
    }

    @Test
    void secretsAreNeverPrinted() {
        assertThat(new RawPassword("geheim")).asString().doesNotContain("geheim");
        assertThat(new PasswordHash(TestData.PASSWORD_HASH)).asString().doesNotContain("$2a$");
    }

    /** Hashes until it is told to finish. */
    private static final class BusyEncoder implements PasswordEncoder {

        private final CountDownLatch finish = new CountDownLatch(1);
        private final AtomicReference<@Nullable String> thread = new AtomicReference<>();

        @Override
        public String encode(@Nullable CharSequence rawPassword) {
            return "hash";
        }

        @Override
        public boolean matches(@Nullable CharSequence rawPassword, @Nullable String storedHash) {
            thread.set(Thread.currentThread().getName());
            try {
                finish.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return true;
        }
    }
}
