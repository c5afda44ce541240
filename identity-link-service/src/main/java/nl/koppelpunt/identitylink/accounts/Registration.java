// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.accounts;

import java.util.List;
import java.util.UUID;

/** What came of registering the person behind a proof. */
public sealed interface Registration {

    record Registered(UUID portalUserId, Institution institution, List<String> institutionCodes)
            implements Registration {}

    /** {@code reason} is {@code proof-used}, {@code blocked} or {@code institution-closed}. */
    record Refused(String reason) implements Registration {}
}
