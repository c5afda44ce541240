// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.simulator.saml;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What will be wrong with the next login that succeeds; after that all is right again. */
@Component
public class NextDefect {

    private final AtomicReference<@Nullable Defect> next = new AtomicReference<>();

    public void choose(@Nullable Defect defect) {
        next.set(defect);
    }

    public Optional<Defect> chosen() {
        return Optional.ofNullable(next.get());
    }

    Optional<Defect> take() {
        return Optional.ofNullable(next.getAndSet(null));
    }
}
