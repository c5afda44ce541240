// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.simulator.login;

import nl.koppelpunt.simulator.SimulatorProperties.Supplier;
import nl.koppelpunt.simulator.SimulatorProperties.User;
import nl.koppelpunt.simulator.saml.AuthnRequest;
import nl.koppelpunt.simulator.saml.LoginResult;

/** A login under way, from the request of the service until the code that was mailed. */
sealed interface Login {

    String id();

    AuthnRequest request();

    record Begun(String id, AuthnRequest request) implements Login {

        AtSupplier at(Supplier supplier) {
            return new AtSupplier(id, request, supplier, 0);
        }
    }

    record AtSupplier(String id, AuthnRequest request, Supplier supplier, int failures) implements Login {

        AtSupplier failed() {
            return new AtSupplier(id, request, supplier, failures + 1);
        }

        AwaitingCode mailed(User user, LoginResult result, MailedCode code) {
            return new AwaitingCode(id, request, supplier, user, result, code, 0);
        }
    }

    /** The result is what the service will be told once the code is right. */
    record AwaitingCode(
            String id,
            AuthnRequest request,
            Supplier supplier,
            User user,
            LoginResult result,
            MailedCode code,
            int failures)
            implements Login {

        AwaitingCode failed() {
            return new AwaitingCode(id, request, supplier, user, result, code, failures + 1);
        }
    }
}
