// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.local;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** What a person reads when the stack is up: where everything is and what to type. */
record Welcome(Ports ports, Layout layout, Map<String, String> activationCodes, Duration startedIn) {

    private static final int LOGINS_SHOWN = 3;

    String text() {
        return """

                Koppelpunt is up (in %d s).

                  portal              %s
                  mail                http://localhost:%d
                  broker simulator    %s
                  identity-link       %s
                  accounts            %s
                  pins                %s
                  notifications       %s
                  PostgreSQL          localhost:%d, databases %s, passwords in %s
                  Kafka               localhost:%d
                  logs                %s

                Log in: open the portal, press "Inloggen met eHerkenning", choose any supplier, press "Verder".
                Every code that is asked is in the mail.

                %s
                Each person links once; after that the same login goes straight in. Start over: up --clean.
                """.formatted(
                        startedIn.toSeconds(),
                        ports.url(Program.GATEWAY),
                        ports.mailPage(),
                        ports.url(Program.SIMULATOR),
                        ports.url(Program.IDENTITY_LINK),
                        ports.url(Program.ACCOUNT),
                        ports.url(Program.PIN),
                        ports.url(Program.NOTIFICATION),
                        ports.postgresql(),
                        String.join(", ", Database.NAMES),
                        layout.keys(),
                        ports.kafka(),
                        layout.logs(),
                        logins());
    }

    private String logins() {
        return DemoPerson.ALL.stream().limit(LOGINS_SHOWN).map(this::login).collect(Collectors.joining("\n"));
    }

    private String login(DemoPerson person) {
        return """
                  %s
                    at the supplier   %s / %s
                    link page         Email %s
                                      %s
                """.formatted(
                        person.organisation(), person.username(), person.password(), person.workEmail(), proof(person));
    }

    private String proof(DemoPerson person) {
        var account = person.account();
        return account == null
                ? "Activatiecode " + activationCodes.getOrDefault(person.username(), "(none)")
                : "Gebruikersnaam " + account.username() + ", Wachtwoord " + account.password();
    }
}
