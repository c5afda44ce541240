// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.encryption;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Parameters;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.prf.PredefinedPrfParameters;
import com.google.crypto.tink.prf.PrfConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;

/** Makes and rotates the files with the keys. They are secrets: only their owner may read them. */
public final class Keysets {

    private static final Parameters ENCRYPTION = PredefinedAeadParameters.AES256_GCM;
    private static final Parameters INDEX = PredefinedPrfParameters.HMAC_SHA256_PRF;

    static {
        try {
            AeadConfig.register();
            PrfConfig.register();
        } catch (GeneralSecurityException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private Keysets() {}

    /** Makes a file with one key to encrypt columns; refuses to overwrite. */
    public static void createEncryptionKeyset(Path file) {
        create(file, ENCRYPTION);
    }

    /** Makes a file with one key for blind indexes; refuses to overwrite. */
    public static void createIndexKeyset(Path file) {
        create(file, INDEX);
    }

    /** Adds a key that reads and does not write yet: see {@link #useNewestKey}. */
    public static void addEncryptionKey(Path file) {
        add(file, ENCRYPTION);
    }

    /** Adds a key whose indexes are looked for and not written yet: see {@link #useNewestKey}. */
    public static void addIndexKey(Path file) {
        add(file, INDEX);
    }

    /**
     * Lets the key that was added last write from now on. To be done when every replica has read the file with that key: one
     * without it could not read, nor find, what the others write. What older keys wrote stays readable and is found.
     */
    public static void useNewestKey(Path file) {
        var keys = KeysetHandle.newBuilder(read(file));
        keys.getAt(keys.size() - 1).makePrimary();
        write(file, keys);
    }

    static KeysetHandle read(Path file) {
        try {
            return TinkJsonProtoKeysetFormat.parseKeyset(
                    Files.readString(file), RegistryConfiguration.get(), InsecureSecretKeyAccess.get());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the key set " + file, e);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("Not a key set: " + file, e);
        }
    }

    private static void create(Path file, Parameters parameters) {
        if (Files.exists(file)) {
            throw new IllegalArgumentException("A key set is never overwritten: " + file);
        }
        write(file, KeysetHandle.newBuilder().addEntry(newKey(parameters).makePrimary()));
    }

    private static void add(Path file, Parameters parameters) {
        write(file, KeysetHandle.newBuilder(read(file)).addEntry(newKey(parameters)));
    }

    private static KeysetHandle.Builder.Entry newKey(Parameters parameters) {
        return KeysetHandle.generateEntryFromParameters(parameters).withRandomId();
    }

    /** Written beside the file and moved over it, so that a reader finds the old keys or the new, never half. */
    private static void write(Path file, KeysetHandle.Builder keys) {
        try {
            KeysetHandle keyset = keys.build();
            Path next = Files.createTempFile(
                    file.toAbsolutePath().getParent(),
                    "keyset",
                    ".new",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(
                    next,
                    TinkJsonProtoKeysetFormat.serializeKeyset(
                            keyset, RegistryConfiguration.get(), InsecureSecretKeyAccess.get()));
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the key set " + file, e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Cannot make a key for " + file, e);
        }
    }
}
