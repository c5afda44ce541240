// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.settings;

import java.util.List;
import java.util.stream.Collectors;

/** Stops a start; holds every wrong setting that was found. */
@SuppressWarnings("serial")
final class WrongSettingsException extends RuntimeException {

    private final List<WrongSetting> wrong;

    WrongSettingsException(List<WrongSetting> wrong) {
        super(wrong.stream().map(it -> it.name() + " " + it.fault()).collect(Collectors.joining("; ")));
        this.wrong = List.copyOf(wrong);
    }

    List<WrongSetting> wrong() {
        return wrong;
    }
}
