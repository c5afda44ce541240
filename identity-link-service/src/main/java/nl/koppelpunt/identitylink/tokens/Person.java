// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.tokens;

import java.util.List;
import java.util.UUID;

/**
 * What a token says of the person behind a session.
 *
 * @param subject the link attempt in scope {@code linking}, the portal user in scope {@code portal}
 * @param assurance the assurance class eHerkenning gave; a PIN never raises it
 */
public record Person(String scope, UUID subject, UUID sessionId, String assurance, List<String> institutionCodes) {

    public static final String LINKING = "linking";
    public static final String PORTAL = "portal";
}
