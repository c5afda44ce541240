// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import jakarta.validation.constraints.AssertTrue;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where one of our keys is: under an alias in the key store, or in a pair of PEM files.
 *
 * @param certificateFile PEM: the certificate, and for TLS its chain after it
 * @param privateKeyFile PEM: the private key, PKCS#8 or PKCS#1
 * @param passwordFile holds the password of the private key, where it has one
 * @param activeFrom from when the key is used; without it, from the first moment its certificate is valid
 */
record KeySource(
        @Nullable String alias,
        @Nullable Path certificateFile,
        @Nullable Path privateKeyFile,
        @Nullable Path passwordFile,
        @Nullable Instant activeFrom) {

    static KeySource inKeyStore(String alias) {
        return new KeySource(alias, null, null, null, null);
    }

    /** One place, and not half of it. */
    @AssertTrue(message = "must be an alias, or a certificate-file with its private-key-file")
    public boolean isComplete() {
        return (alias == null) == (certificateFile != null) && (certificateFile == null) == (privateKeyFile == null);
    }

    Stream<Path> files() {
        return Stream.of(certificateFile, privateKeyFile, passwordFile).filter(Objects::nonNull);
    }
}
