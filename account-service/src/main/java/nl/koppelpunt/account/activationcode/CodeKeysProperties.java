// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.activationcode;

import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * @param codeKeysFile the keys of the code hashes (JSON)
 */
@Validated
@ConfigurationProperties("koppelpunt.accounts")
record CodeKeysProperties(@NotNull Path codeKeysFile) {}
