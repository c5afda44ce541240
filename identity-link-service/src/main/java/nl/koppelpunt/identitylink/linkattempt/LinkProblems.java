// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.linkattempt;

import java.time.Duration;
import java.util.List;
import nl.koppelpunt.platform.defaults.FieldProblem;
import nl.koppelpunt.platform.defaults.Problem;
import org.springframework.http.HttpStatus;

/** Every way in which a step of linking can be refused, each with its code. */
final class LinkProblems {

    private LinkProblems() {}

    static Problem invalidInput(List<FieldProblem> faults) {
        return Problem.of(
                        HttpStatus.BAD_REQUEST,
                        "invalid-input",
                        "Invalid input",
                        "Some fields are missing or not valid.")
                .with("errors", faults);
    }

    static Problem addressRefused() {
        return invalidInput(List.of(FieldFaults.invalidEmail()));
    }

    /** One text for all that may be wrong with a proof, so that it tells nobody which usernames exist. */
    static Problem proofRefused() {
        return Problem.of(
                HttpStatus.FORBIDDEN,
                "proof-refused",
                "Proof refused",
                "These credentials, or this activation code, cannot be used to make a link.");
    }

    static Problem organisationDiffers() {
        return conflict(
                "organisation-differs",
                "Other organisation",
                "The organisation of the eHerkenning login is not the one on record for this institution.");
    }

    static Problem proofUsed() {
        return conflict("proof-used", "Already used", "These credentials, or this code, made a link before.");
    }

    static Problem institutionClosed() {
        return conflict("institution-closed", "Institution closed", "This institution is closed.");
    }

    static Problem identityLinked() {
        return conflict("identity-linked", "Already linked", "This eHerkenning identity has a link already.");
    }

    static Problem wrongStep() {
        return conflict("wrong-step", "Wrong step", "This step does not follow from where the link attempt is.");
    }

    static Problem attemptEnded() {
        return Problem.of(
                HttpStatus.GONE, "attempt-ended", "Link attempt ended", "This link attempt is over. Log in again.");
    }

    static Problem tooManyAttempts(Duration retryAfter) {
        return throttled("too-many-attempts", "Too many attempts", "There were too many wrong attempts.", retryAfter);
    }

    static Problem pinThrottled(Duration retryAfter) {
        return throttled("pin-throttled", "New PIN not yet possible", "A new PIN cannot be sent yet.", retryAfter);
    }

    /** What a refused registration, or a link that was there already, is told as. */
    static Problem refused(String reason) {
        return switch (reason) {
            case "proof-used" -> proofUsed();
            case "institution-closed" -> institutionClosed();
            case "identity-linked" -> identityLinked();
            default -> proofRefused();
        };
    }

    private static Problem conflict(String code, String title, String detail) {
        return Problem.of(HttpStatus.CONFLICT, code, title, detail);
    }

    private static Problem throttled(String code, String title, String detail, Duration retryAfter) {
        return Problem.of(HttpStatus.TOO_MANY_REQUESTS, code, title, detail).retryAfter(retryAfter);
    }
}
