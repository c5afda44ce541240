// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Where the browser takes messages of one kind to the broker, by each of the two ways we send them. */
record Endpoints(@Nullable URI post, @Nullable URI redirect) {

    static final Endpoints NONE = new Endpoints(null, null);

    boolean isOffered() {
        return post != null || redirect != null;
    }
}
