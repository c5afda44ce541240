// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.defaults;

/**
 * One thing that is wrong with one field of a request.
 *
 * @param field the field's path in the body
 * @param code kebab-case, for programs, such as {@code required}
 * @param message for developers; never repeats the value
 */
public record FieldProblem(String field, String code, String message) {}
