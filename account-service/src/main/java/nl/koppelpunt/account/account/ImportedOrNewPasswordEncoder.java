// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.account;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Verifies by the kind of the stored hash; what is hashed here is always of the new kind. */
final class ImportedOrNewPasswordEncoder implements PasswordEncoder {

    private final PasswordEncoder imported;
    private final PasswordEncoder current;

    ImportedOrNewPasswordEncoder(PasswordEncoder imported, PasswordEncoder current) {
        this.imported = imported;
        this.current = current;
    }

    @Override
    public @Nullable String encode(@Nullable CharSequence rawPassword) {
        return current.encode(rawPassword);
    }

    @Override
    public boolean matches(@Nullable CharSequence rawPassword, @Nullable String storedHash) {
        var hash = new PasswordHash(Objects.requireNonNull(storedHash));
        return (hash.isArgon2id() ? current : imported).matches(rawPassword, storedHash);
    }
}
