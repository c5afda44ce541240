// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.test;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class ArchitectureRulesTests {

    @Test
    void waitingAndSubscribingAreFound() {
        assertThat(violations(ArchitectureRules.NO_BLOCKING_CALLS, Blocks.class))
                .isTrue();
        assertThat(violations(ArchitectureRules.NO_BLOCKING_CALLS, Subscribes.class))
                .isTrue();
        assertThat(violations(ArchitectureRules.NO_BLOCKING_CALLS, Sleeps.class))
                .isTrue();
        assertThat(violations(ArchitectureRules.NO_BLOCKING_CALLS, Joins.class)).isTrue();
        assertThat(violations(ArchitectureRules.NO_BLOCKING_CALLS, Composes.class))
                .isFalse();
    }

    @Test
    void unmarkedPackageIsFound() {
        assertThat(violations(ArchitectureRules.NULL_MARKED, "nl.koppelpunt.platform.test"))
                .isFalse();
        assertThat(violations(ArchitectureRules.NULL_MARKED, "org.opentest4j")).isTrue();
    }

    @Test
    void packagesInACircleAreFound() {
        assertThat(violations(ArchitectureRules.noPackageCycles("reactor.core"), "reactor.core"))
                .isTrue();
    }

    private static boolean violations(ArchRule rule, Class<?> type) {
        return rule.evaluate(new ClassFileImporter().importClasses(type)).hasViolation();
    }

    private static boolean violations(ArchRule rule, String packageName) {
        return rule.evaluate(new ClassFileImporter().importPackages(packageName))
                .hasViolation();
    }

    static final class Blocks {
        @Nullable
        String wait(Mono<String> mono) {
            return mono.block(Duration.ofSeconds(1));
        }
    }

    static final class Subscribes {
        Disposable forget(Flux<String> flux) {
            return flux.subscribe();
        }
    }

    static final class Sleeps {
        void sleep() throws InterruptedException {
            Thread.sleep(1);
        }
    }

    static final class Joins {
        String join(CompletableFuture<String> future) {
            return future.join();
        }
    }

    static final class Composes {
        Mono<Integer> length(Mono<String> mono) {
            return mono.map(String::length);
        }
    }
}
