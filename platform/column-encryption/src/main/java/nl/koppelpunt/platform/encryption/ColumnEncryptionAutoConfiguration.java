// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.encryption;

import java.security.GeneralSecurityException;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Offers the {@link ColumnCipher}. */
@AutoConfiguration
@EnableConfigurationProperties(ColumnEncryptionProperties.class)
final class ColumnEncryptionAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    static ColumnCipher columnCipher(ColumnEncryptionProperties properties) throws GeneralSecurityException {
        return new TinkColumnCipher(Keysets.read(properties.keysetFile()), Keysets.read(properties.indexKeysetFile()));
    }
}
