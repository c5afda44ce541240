// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.web.reactive.server.EntityExchangeResult;

@EHerkenningTest
@ExtendWith(OutputCaptureExtension.class)
@DisplayName("What a broker says with a refusal reaches the page by its reference, and nothing else")
class BrokerMessageTests extends LoginFixture {

    @Autowired
    Retention retention;

    @Test
    void messageIsGivenByReferenceAndNeverInUrlLogOrAuditTrail(CapturedOutput output) {
        String location = location(afterLogin(TestBroker.failing("Responder", "AuthnFailed")
                .edit("&lt;b&gt;nee", "&lt;b&gt;geen machtiging-8731\n\tvoor u&#x202E;&lt;/b&gt;")));

        EntityExchangeResult<byte[]> answer = message(location);

        assertThat(answer.getStatus().value()).isEqualTo(200);
        assertThat(body(answer)).isEqualTo("{\"message\":\"<b>geen machtiging-8731 voor u </b>\"}");
        assertThat(answer.getResponseHeaders().getCacheControl()).contains("no-store");
        assertThat(location).doesNotContain("8731");
        assertThat(output.getAll()).contains("code=cancelled").doesNotContain("8731");
        assertThat(count("audit_event where details::text like '%8731%'")).isZero();
    }

    @Test
    void longMessageIsCut() {
        String location = location(afterLogin(TestBroker.failing("Responder", "RequestUnsupported")
                .edit("&lt;b&gt;nee", "\uD83C\uDFEB".repeat(1000))));

        assertThat(body(message(location))).isEqualTo("{\"message\":\"" + "\uD83C\uDFEB".repeat(400) + "\"}");
    }

    @Test
    void refusalOfOurOwnHasNoMessage() {
        String location = location(afterLogin(TestBroker.genuine().signAssertion(null)));

        assertThat(message(location).getStatus().value()).isEqualTo(404);
        assertThat(message("AAAAAAAA").getStatus().value()).isEqualTo(404);
    }

    @Test
    @DisplayName("S-143: the message is forgotten after a day")
    void messageIsForgotten() {
        String location = location(afterLogin(TestBroker.failing("Responder", "AuthnFailed")));
        database.sql("update login_refusal set created_at = created_at - interval '25 hours'")
                .then()
                .block();

        retention.forget().block();

        assertThat(message(location).getStatus().value()).isEqualTo(404);
    }

    @Test
    @DisplayName("S-076: a login outside its restriction is refused with a page and a code of its own")
    void loginOutsideItsRestrictionIsRefused() {
        logins.beOutsideTheRestriction();

        assertRefused("geen-toegang", "outside-restriction", afterLogin(TestBroker.genuine()));
    }

    private EntityExchangeResult<byte[]> message(String location) {
        return get("/internal/login-refusals/" + location.substring(location.length() - 8), null);
    }
}
