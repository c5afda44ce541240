// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.settings;

/**
 * A bean of this type says that the program cannot start without a setting that the module which reads it, or a
 * library, can do without in other programs.
 */
public record RequiredSetting(String name) {}
