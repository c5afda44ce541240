// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.session;

import java.util.UUID;

/** A session just begun; its cookie value is known here and to the browser only. */
public record NewSession(UUID id, String cookieValue) {

    @Override
    public String toString() {
        return "NewSession[id=" + id + "]";
    }
}
