// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.linkattempt;

import nl.koppelpunt.platform.defaults.FieldProblem;

/** What can be wrong with a field of the link form. */
final class FieldFaults {

    private FieldFaults() {}

    static FieldProblem required(String field) {
        return new FieldProblem(field, "required", "This field is required.");
    }

    static FieldProblem tooLong(String field) {
        return new FieldProblem(field, "too-long", "This value is too long.");
    }

    static FieldProblem invalidEmail() {
        return new FieldProblem("email", "email-invalid", "This is not an e-mail address.");
    }

    static FieldProblem generalEmail() {
        return new FieldProblem("email", "email-general", "This is the address of an organisation, not of a person.");
    }

    static FieldProblem invalidTry() {
        return new FieldProblem("tryId", "try-invalid", "This is not a UUID.");
    }

    static FieldProblem invalidPin() {
        return new FieldProblem("pin", "pin-invalid", "A PIN has six digits.");
    }
}
