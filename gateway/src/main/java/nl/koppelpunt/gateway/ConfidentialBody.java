// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Map;

/** A body that holds secrets: it is sent, and printed by no log level of the client that sends it. */
public record ConfidentialBody(@JsonValue Map<String, String> values) {

    @Override
    public String toString() {
        return "ConfidentialBody[redacted]";
    }
}
