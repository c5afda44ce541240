// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.consumption;

import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.scheduling.annotation.Scheduled;
import reactor.core.publisher.Mono;

/** Started with {@code --koppelpunt.consumption.replay-dead-letters=true} the program handles its dead letters and ends. */
final class ReplayCommand {

    private final DeadLetterReplay replay;
    private final List<ReplayableListener> listeners;
    private final ConfigurableApplicationContext program;

    ReplayCommand(DeadLetterReplay replay, List<ReplayableListener> listeners, ConfigurableApplicationContext program) {
        this.replay = replay;
        this.listeners = listeners;
        this.program = program;
    }

    @Scheduled(initialDelay = 0)
    Mono<Void> run() {
        return replay.replay(listeners)
                .map(result -> result.failed() == 0 ? 0 : 1)
                .onErrorReturn(1)
                .doOnNext(this::end)
                .then();
    }

    /** On a thread of its own: the end of the program waits for the one that asks for it. */
    private void end(int status) {
        new Thread(() -> System.exit(SpringApplication.exit(program, () -> status)), "replay-end").start();
    }
}
