// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.simulator.saml;

/** The metadata of the service provider could not be read: no request of it can be judged now. */
public class DvUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DvUnavailableException(Throwable cause) {
        super("dv-metadata-unavailable", cause);
    }
}
