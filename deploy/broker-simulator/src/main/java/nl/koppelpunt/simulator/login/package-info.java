// SPDX-License-Identifier: EUPL-1.2
/**
 * The pages between the request of a service and the way back to it: choice of supplier, password, mailed code.
 */
@NullMarked
package nl.koppelpunt.simulator.login;

import org.jspecify.annotations.NullMarked;
