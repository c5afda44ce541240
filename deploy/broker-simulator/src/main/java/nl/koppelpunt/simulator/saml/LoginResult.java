// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.simulator.saml;

import nl.koppelpunt.simulator.SimulatorProperties.Supplier;
import nl.koppelpunt.simulator.SimulatorProperties.User;

/** How a login at the supplier ended; every end is told to the service. */
public sealed interface LoginResult {

    record Authenticated(User user, Supplier supplier, LevelOfAssurance level) implements LoginResult {}

    record Cancelled() implements LoginResult {}

    record NotRecognised() implements LoginResult {}

    record NotAuthorised() implements LoginResult {}
}
