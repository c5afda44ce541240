// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Chooses between containers and embedded servers. Whoever asks for containers gets them or one line that says why not;
 * whoever asks for nothing gets them where an engine answers.
 *
 * @param usable whether Testcontainers can work with the engine; asked last, as it takes seconds to say no
 * @param warning gets one line when an engine is there and cannot be used
 */
record InfrastructureChoice(
        DockerEngines engines, Duration patience, BooleanSupplier usable, Consumer<String> warning) {

    boolean containers(String setting) {
        return switch (setting) {
            case "embedded" -> false;
            case "containers" -> insisted();
            case "auto" -> !engines.addresses().isEmpty() && offered();
            default ->
                throw new IllegalStateException(
                        Containers.SETTING + " must be auto, embedded or containers, not \"" + setting + "\".");
        };
    }

    private boolean insisted() {
        refusal().ifPresent(reason -> {
            throw new IllegalStateException(Containers.SETTING + " is containers, but " + reason + ".");
        });
        return true;
    }

    private boolean offered() {
        var refusal = refusal();
        refusal.ifPresent(reason -> warning.accept("Tests run on embedded servers, as " + reason + "."));
        return refusal.isEmpty();
    }

    private Optional<String> refusal() {
        var reasons = new ArrayList<String>();
        for (var address : engines.addresses()) {
            var silence = new DockerEngine(address, patience).silence();
            if (silence.isEmpty()) {
                return usable.getAsBoolean()
                        ? Optional.empty()
                        : Optional.of("Testcontainers cannot work with the Docker engine at " + address);
            }
            reasons.add("the Docker engine at " + address + " cannot be used (" + silence.get() + ")");
        }
        return Optional.of(
                reasons.isEmpty()
                        ? "DOCKER_HOST names no engine and none has its socket in a usual place"
                        : String.join(" and ", reasons));
    }
}
