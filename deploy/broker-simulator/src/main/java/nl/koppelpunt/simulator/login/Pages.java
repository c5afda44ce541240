// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.simulator.login;

import java.net.URI;
import java.util.List;
import nl.koppelpunt.simulator.SimulatorProperties;
import nl.koppelpunt.simulator.SimulatorProperties.ArtifactBinding;
import nl.koppelpunt.simulator.saml.LevelOfAssurance;
import nl.koppelpunt.simulator.saml.LogOuts;
import nl.koppelpunt.simulator.saml.LoginAnswers.LoginAnswer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.util.UriComponentsBuilder;

/** Which page shows a login, and the way back to the service. */
@Component
class Pages {

    private final SimulatorProperties properties;

    Pages(SimulatorProperties properties) {
        this.properties = properties;
    }

    Rendering show(Login login) {
        return show(login, null);
    }

    Rendering show(Login login, @Nullable String error) {
        var page = Rendering.view(view(login))
                .status(error == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT)
                .header(PageHeaders.CSP, PageHeaders.policy(login.request().acs()))
                .modelAttribute("login", login)
                .modelAttribute("suppliers", properties.suppliers())
                .modelAttribute("levels", List.of(LevelOfAssurance.values()));
        return (error == null ? page : page.modelAttribute("error", error)).build();
    }

    Rendering next(Login login) {
        return seeOther(URI.create("/inloggen/" + login.id()));
    }

    Rendering back(LoginAnswer answer) {
        if (properties.artifactBinding() == ArtifactBinding.REDIRECT) {
            return seeOther(withArtifact(answer));
        }
        return Rendering.view("terug")
                .header(PageHeaders.CSP, PageHeaders.policy(answer.acs()))
                .modelAttribute("answer", answer)
                .build();
    }

    Rendering loggedOut(LogOuts.Answer answer) {
        var service = answer.service();
        return service == null
                ? message(HttpStatus.OK, "U bent uitgelogd bij de makelaar", "U kunt dit venster sluiten.")
                : Rendering.view("uitgelogd")
                        .header(PageHeaders.CSP, PageHeaders.policy(service))
                        .modelAttribute("answer", answer)
                        .build();
    }

    Rendering message(HttpStatus status, String title, String text) {
        return notice(status, title, text).build();
    }

    Rendering expired() {
        return messageWithWayBack(
                HttpStatus.GONE,
                "Deze pagina is verlopen",
                "Het inloggen duurde te lang of is al afgerond. Ga terug naar de dienst en log opnieuw in.");
    }

    Rendering messageWithWayBack(HttpStatus status, String title, String text) {
        var page = notice(status, title, text);
        var service = properties.serviceUrl();
        return (service == null ? page : page.modelAttribute("service", service)).build();
    }

    private static Rendering.Builder<?> notice(HttpStatus status, String title, String text) {
        return Rendering.view("melding")
                .status(status)
                .modelAttribute("title", title)
                .modelAttribute("text", text);
    }

    private static String view(Login login) {
        return switch (login) {
            case Login.Begun _ -> "keuze";
            case Login.AtSupplier _ -> "wachtwoord";
            case Login.AwaitingCode _ -> "code";
        };
    }

    private static URI withArtifact(LoginAnswer answer) {
        var target = UriComponentsBuilder.fromUri(answer.acs()).queryParam("SAMLart", "{artifact}");
        var relayState = answer.relayState();
        return relayState == null
                ? target.encode().buildAndExpand(answer.artifact()).toUri()
                : target.queryParam("RelayState", "{relayState}")
                        .encode()
                        .buildAndExpand(answer.artifact(), relayState)
                        .toUri();
    }

    private static Rendering seeOther(URI target) {
        return Rendering.redirectTo(target.toString())
                .status(HttpStatus.SEE_OTHER)
                .contextRelative(false)
                .build();
    }
}
