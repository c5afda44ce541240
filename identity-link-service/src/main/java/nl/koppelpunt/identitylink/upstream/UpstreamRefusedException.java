// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.upstream;

/** The other service answered that what was asked is not a valid question. */
public final class UpstreamRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UpstreamRefusedException(String service) {
        super(service + " refused a request as invalid");
    }
}
