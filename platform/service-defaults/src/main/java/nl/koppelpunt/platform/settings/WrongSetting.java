// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.settings;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/**
 * A setting that a program cannot start with.
 *
 * @param name as one writes it
 * @param fault what follows the name in a sentence; never holds the value, which may be a secret
 */
record WrongSetting(String name, String fault) {

    static final String MISSING = "is missing";

    static WrongSetting of(ConfigurationPropertyName name, String fault) {
        return new WrongSetting(name.toString(), fault);
    }
}
