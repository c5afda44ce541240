// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("who logs out is logged out at the broker too")
class LogOutJourneyTests extends LinkServiceJourney {

    private static final Pattern COOKIE = Pattern.compile("__Host-session=([^;]+)");
    private static final Pattern TOKEN = Pattern.compile("\"token\":\"([^\"]+)\"");
    private static final Pattern GO_ON = Pattern.compile("\"brokerLogOut\":\"([^\"]+)\"");
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String ENDED =
            "select id from audit_event where action = 'eherkenning.log-out' and details ->> 'code' = 'ended'";

    @Test
    void sessionEndsHereThenThereAndTheAnswerIsBelieved() {
        int before = service().query(ENDED).size();
        var login = begin();
        var cookie = found(
                COOKIE, String.join("\n", back(login, atBroker(login)).headers().allValues("Set-Cookie")));
        var token = found(
                TOKEN,
                service()
                        .send(service()
                                .to("/internal/session-tokens")
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString("{\"session\":\"" + cookie + "\"}")))
                        .body());

        var out = service()
                .send(service()
                        .to("/api/links/v1/session")
                        .header("Authorization", "Bearer " + token)
                        .DELETE());

        assertThat(out.statusCode()).isEqualTo(200);
        assertThat(service().query("select id from session where ended_at is null and broker_session is not null"))
                .isEmpty();
        var leaving = service().get(found(GO_ON, out.body()), "");
        assertThat(leaving.statusCode()).isEqualTo(200);
        var atBroker = browser.post("/saml/slo", form(fields(leaving)));
        assertThat(atBroker.body()).contains("U bent uitgelogd bij de makelaar");
        var arrived = service()
                .send(service()
                        .to("/eherkenning/slo")
                        .header("Content-Type", FORM)
                        .POST(BodyPublishers.ofString(form(fields(atBroker)))));
        assertThat(TestBrowser.location(arrived)).isEqualTo("/uitgelogd");
        assertThat(service().query(ENDED)).hasSize(before + 1);
    }

    private static String found(Pattern pattern, String text) {
        var matcher = pattern.matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return Objects.requireNonNull(matcher.group(1));
    }
}
