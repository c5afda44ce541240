// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.simulator.saml;

/** The level a login was done at, as the scheme names it. */
public enum LevelOfAssurance {
    LOA2("EH2", "loa2"),
    LOA2PLUS("EH2+", "loa2plus"),
    LOA3("EH3", "loa3"),
    LOA4("EH4", "loa4");

    private final String label;
    private final String uri;

    LevelOfAssurance(String label, String name) {
        this.label = label;
        this.uri = "urn:etoegang:core:assurance-class:" + name;
    }

    public String label() {
        return label;
    }

    String uri() {
        return uri;
    }
}
