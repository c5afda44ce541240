// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Who we are to the broker, and what we ask of a login.
 *
 * @param consumerUrl the one URL our answers are sent to
 */
record ServiceProvider(
        SchemeProfile profile,
        String entityId,
        String consumerUrl,
        String serviceId,
        @Nullable String serviceUuid,
        LevelOfAssurance minimumLevel,
        SignatureRules signatures,
        Duration clockSkew,
        Duration requestLifetime) {}
