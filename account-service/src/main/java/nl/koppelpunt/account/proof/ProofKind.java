// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.proof;

import com.fasterxml.jackson.annotation.JsonProperty;

public enum ProofKind {
    @JsonProperty("account")
    ACCOUNT("account"),
    @JsonProperty("activation-code")
    ACTIVATION_CODE("activation-code");

    private final String label;

    ProofKind(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
