// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.test;

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
import java.security.GeneralSecurityException;
import java.util.Map;

/** Fresh key sets for encrypted columns, in a directory of their own. */
public final class TestKeysets {

    private final Path encryptionKeyset;
    private final Path indexKeyset;

    public TestKeysets() {
        try {
            AeadConfig.register();
            PrfConfig.register();
            Path directory = TemporaryFolder.create("koppelpunt-keysets");
            this.encryptionKeyset = directory.resolve("columns.json");
            this.indexKeyset = directory.resolve("indexes.json");
            write(encryptionKeyset, PredefinedAeadParameters.AES256_GCM);
            write(indexKeyset, PredefinedPrfParameters.HMAC_SHA256_PRF);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public Path encryptionKeyset() {
        return encryptionKeyset;
    }

    public Path indexKeyset() {
        return indexKeyset;
    }

    /** The settings that make a service use these key sets. */
    public Map<String, String> properties() {
        return Map.of(
                "koppelpunt.column-encryption.keyset-file", encryptionKeyset.toString(),
                "koppelpunt.column-encryption.index-keyset-file", indexKeyset.toString());
    }

    private static void write(Path file, Parameters parameters) throws GeneralSecurityException, IOException {
        KeysetHandle keyset = KeysetHandle.generateNew(parameters, RegistryConfiguration.get());
        Files.writeString(
                file,
                TinkJsonProtoKeysetFormat.serializeKeyset(
                        keyset, RegistryConfiguration.get(), InsecureSecretKeyAccess.get()));
    }
}
