// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.encryption;

import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Where the keys are.
 *
 * @param keysetFile Tink key set (JSON) that encrypts columns
 * @param indexKeysetFile Tink key set (JSON) that makes blind indexes
 */
@Validated
@ConfigurationProperties("koppelpunt.column-encryption")
record ColumnEncryptionProperties(
        @NotNull Path keysetFile, @NotNull Path indexKeysetFile) {}
