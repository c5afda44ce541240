// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** The levels of assurance of the scheme; declared in rising order, which is the order they are compared in. */
public enum LevelOfAssurance {
    LOA1("loa1"),
    LOA2("loa2"),
    LOA2PLUS("loa2plus"),
    LOA3("loa3"),
    LOA4("loa4");

    private final String urn;

    LevelOfAssurance(String name) {
        this.urn = "urn:etoegang:core:assurance-class:" + name;
    }

    public String urn() {
        return urn;
    }

    public boolean isAtLeast(LevelOfAssurance minimum) {
        return compareTo(minimum) >= 0;
    }

    static Map<String, LevelOfAssurance> byUrn() {
        return Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(LevelOfAssurance::urn, level -> level));
    }
}
