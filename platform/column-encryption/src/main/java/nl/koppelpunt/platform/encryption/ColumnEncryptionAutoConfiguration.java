// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.encryption;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.prf.PrfSet;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.annotation.Bean;

/** Offers the {@link ColumnCipher}. */
@AutoConfiguration
@EnableConfigurationProperties(ColumnEncryptionProperties.class)
final class ColumnEncryptionAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    static ColumnCipher columnCipher(ColumnEncryptionProperties properties) throws GeneralSecurityException {
        return new TinkColumnCipher(
                primitive("keyset-file", properties.keysetFile(), Aead.class),
                primitive("index-keyset-file", properties.indexKeysetFile(), PrfSet.class));
    }

    private static <T> T primitive(String setting, Path file, Class<T> type) {
        try {
            return Keysets.read(file).getPrimitive(RegistryConfiguration.get(), type);
        } catch (UncheckedIOException | IllegalArgumentException | GeneralSecurityException unusable) {
            throw new InvalidConfigurationPropertyValueException(
                    "koppelpunt.column-encryption." + setting,
                    null,
                    type == Aead.class
                            ? "names no file with a key set that encrypts"
                            : "names no file with a key set that makes indexes",
                    unusable);
        }
    }
}
