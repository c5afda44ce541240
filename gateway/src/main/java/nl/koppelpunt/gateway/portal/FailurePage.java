// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway.portal;

/**
 * The words of a failure.
 *
 * @param what what happened
 * @param advice what the reader can do now
 */
record FailurePage(String title, String what, String advice, Way wayOn) {

    record Way(String href, String label) {}
}
