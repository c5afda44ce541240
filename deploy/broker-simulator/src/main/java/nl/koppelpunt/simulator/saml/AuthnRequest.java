// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.simulator.saml;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** A request that was verified: signed by the service, meant for this broker, fresh and not seen before. */
public record AuthnRequest(
        String id,
        URI acs,
        String serviceId,
        String serviceName,
        @Nullable String relayState) {}
