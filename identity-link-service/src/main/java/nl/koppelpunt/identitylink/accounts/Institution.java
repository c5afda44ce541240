// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.accounts;

public record Institution(String code, String name) {}
