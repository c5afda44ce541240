// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

/** What a person is told when a login fails; every invalid message gives the same one. */
enum Reason {
    CANCELLED("geannuleerd"),
    LEVEL_TOO_LOW("niveau-te-laag"),
    NO_ACCESS("geen-toegang"),
    TOO_LATE("te-laat"),
    INVALID("ongeldig"),
    OUTAGE("storing");

    private final String parameter;

    Reason(String parameter) {
        this.parameter = parameter;
    }

    String parameter() {
        return parameter;
    }
}
