// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.simulator.saml;

/** A message that is not answered in SAML; the message of the exception is a reason code for the log, not for the user. */
public class SamlRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public SamlRefusedException(String reason) {
        super(reason);
    }

    SamlRefusedException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
