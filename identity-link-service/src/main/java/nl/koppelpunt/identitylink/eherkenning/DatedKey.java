// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/**
 * A key and from when it is used.
 *
 * @param chain its certificate and those that vouch for it
 */
record DatedKey(OwnKey key, List<X509Certificate> chain, Instant activeFrom) {

    boolean isActiveAt(Instant moment) {
        return !moment.isBefore(activeFrom);
    }

    boolean isUsableAt(Instant moment) {
        return isActiveAt(moment) && moment.isBefore(end());
    }

    Instant end() {
        return key.certificate().getNotAfter().toInstant();
    }
}
