// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.upstream;

/** The other service knows the key of this request from another one, and did nothing. */
public final class UpstreamConflictException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UpstreamConflictException(String service) {
        super(service + " knows this key from another request");
    }
}
