// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.institution;

record Location(String code, String name) {}
