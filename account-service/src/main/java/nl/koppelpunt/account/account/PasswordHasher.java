// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.account;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Objects;
import nl.koppelpunt.account.work.BoundedWork;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Hashing has its own room: it never runs on an event loop and never holds a database connection. */
@Component
public class PasswordHasher {

    private final PasswordEncoder encoder;
    private final BoundedWork work;
    private final PasswordHash nobodys;

    PasswordHasher(PasswordEncoder encoder, @Qualifier("hashingWork") BoundedWork work, SecureRandom random) {
        this.encoder = encoder;
        this.work = work;
        this.nobodys = encode(unguessable(random));
    }

    public Mono<PasswordHash> hash(RawPassword password) {
        return work.run(() -> encode(password));
    }

    public Mono<Boolean> matches(RawPassword password, PasswordHash hash) {
        return work.run(() -> encoder.matches(password.value(), hash.value()));
    }

    /** The same work for an account that does not exist, so that its absence cannot be measured. */
    public Mono<Boolean> matchesNobody(RawPassword password) {
        return matches(password, nobodys).thenReturn(false);
    }

    private PasswordHash encode(RawPassword password) {
        return new PasswordHash(Objects.requireNonNull(encoder.encode(password.value())));
    }

    private static RawPassword unguessable(SecureRandom random) {
        var bytes = new byte[32];
        random.nextBytes(bytes);
        return new RawPassword(HexFormat.of().formatHex(bytes));
    }
}
