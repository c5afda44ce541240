// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.local;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** What a person reads when the stack is up: where everything is and what to type. */
record Welcome(Ports ports, Layout layout, Map<String, String> activationCodes, Duration startedIn) {

    private static final int LOGINS_SHOWN = 3;

    String text() {
        return addresses("broker simulator    " + ports.url(Program.SIMULATOR) + "/afwijkingen")
                + """

            Log in: open the portal, press "Inloggen met eHerkenning", choose any supplier, press "Verder".
            Every code that is asked is in the mail.

            %s
            Each person links once; after that the same login at the same supplier goes straight in. Start over: up --clean.
            """.formatted(logins());
    }

    /** Where our own metadata is, is all that a broker needs from here. */
    String text(OtherBroker broker) {
        return addresses("broker              " + broker.metadata().entityId())
                + """

                Our metadata for the broker: %s
                and the same in the file     %s
                The authority of our end of the back channel: %s

                Log in with a means of that broker; what links it to an account of the demo:
                %s
                """.formatted(
                                ports.url(Program.GATEWAY) + "/eherkenning/metadata",
                                layout.ownMetadata(),
                                layout.keys().resolve("ca.pem"),
                                proofs());
    }

    private String addresses(String broker) {
        return """

            Koppelpunt is up (in %d s).

              portal              %s
              sample portal       %s/portal/
              mail                http://localhost:%d
              %s
              identity-link       %s
              accounts            %s
              pins                %s
              notifications       %s
              PostgreSQL          localhost:%d, databases %s, passwords in %s
              Kafka               localhost:%d
              logs                %s, or deploy/local/logs <service>
            """.formatted(
                        startedIn.toSeconds(),
                        ports.url(Program.GATEWAY),
                        ports.url(Program.GATEWAY),
                        ports.mailPage(),
                        broker,
                        ports.url(Program.IDENTITY_LINK),
                        ports.url(Program.ACCOUNT),
                        ports.url(Program.PIN),
                        ports.url(Program.NOTIFICATION),
                        ports.postgresql(),
                        String.join(", ", Database.NAMES),
                        layout.keys(),
                        ports.kafka(),
                        layout.logs());
    }

    private String proofs() {
        return DemoPerson.ALL.stream()
                .limit(LOGINS_SHOWN)
                .map(person -> "  KvK " + person.kvkNumber() + ": " + proof(person))
                .collect(Collectors.joining("\n"));
    }

    private String logins() {
        return DemoPerson.ALL.stream().limit(LOGINS_SHOWN).map(this::login).collect(Collectors.joining("\n"));
    }

    private String login(DemoPerson person) {
        return """
              %s, for institution code %s
                at the supplier   %s / %s
                link page         Email %s
                                  %s
            """.formatted(
                        person.name(),
                        person.institutionCode(),
                        person.username(),
                        person.password(),
                        person.workEmail(),
                        proof(person));
    }

    private String proof(DemoPerson person) {
        var account = person.account();
        return account == null
                ? "Activatiecode " + activationCodes.getOrDefault(person.username(), "(none)")
                : "Gebruikersnaam " + account.username() + ", Wachtwoord " + account.password();
    }
}
