// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink;

/** How a service is away: it answers that it is, it hangs up, or it does what is asked and then hangs up. */
public enum Availability {
    UP,
    ANSWERS_503,
    HANGS_UP,
    HANGS_UP_AFTERWARDS
}
