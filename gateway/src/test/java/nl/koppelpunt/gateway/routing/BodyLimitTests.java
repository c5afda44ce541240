// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import nl.koppelpunt.gateway.Browser;
import nl.koppelpunt.gateway.Browser.Page;
import nl.koppelpunt.gateway.FakeService;
import nl.koppelpunt.gateway.GatewayTest;
import nl.koppelpunt.gateway.Sessions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.BodyInserters;
import reactor.core.publisher.Flux;

@GatewayTest
@DisplayName("S-104 bodies have a limit, announced or not")
class BodyLimitTests {

    private static final String CREDENTIALS = "/api/links/v1/link-attempt/credentials";
    private static final String IMPORT = "/api/accounts/v1/imports/institutions";
    private static final int KIBIBYTE = 1024;

    @Autowired
    Browser browser;

    @Autowired
    FakeService identityLink;

    @Autowired
    FakeService accounts;

    @BeforeEach
    void answering() {
        browser.startAnew();
        identityLink.forget();
        accounts.forget();
        Sessions.linking(identityLink);
        accounts.answers("POST " + IMPORT, 202, "{}");
    }

    @Test
    void announcedBodyThatIsTooLargeIsNotRead() {
        var answer = Browser.page(browser.client()
                .post()
                .uri(CREDENTIALS)
                .header("Authorization", "Bearer x")
                .bodyValue(new byte[300 * KIBIBYTE]));

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(identityLink.asked("POST " + CREDENTIALS)).isEmpty();
    }

    @Test
    void streamedBodyThatGrowsTooLargeIsCutOff() {
        assertThat(stream(CREDENTIALS, 300).status()).isEqualTo(413);
        assertThat(identityLink.asked("POST " + CREDENTIALS)).isEmpty();
    }

    @Test
    void importMayBeLarge() {
        assertThat(stream(IMPORT, 15 * KIBIBYTE).status()).isEqualTo(202);
        assertThat(accounts.asked("POST " + IMPORT).getFirst().body()).hasSize(15 * KIBIBYTE * KIBIBYTE);
    }

    @Test
    void importHasALimitToo() {
        assertThat(stream(IMPORT, 17 * KIBIBYTE).status()).isEqualTo(413);
        assertThat(accounts.asked("POST " + IMPORT)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/eherkenning/acs", "/eherkenning/slo"})
    @DisplayName("S-028: what the broker's page posts is refused by the service that writes refusals down")
    void answerOfTheBrokerIsJudgedBehindUs(String path) {
        identityLink.answers("POST " + path, 303, "", "Location: /inloggen/mislukt?reden=ongeldig");

        var answer = stream(path, 10 * KIBIBYTE);

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.location()).endsWith("/inloggen/mislukt?reden=ongeldig");
    }

    @Test
    void answerOfTheBrokerHasALimitToo() {
        assertThat(stream("/eherkenning/acs", 17 * KIBIBYTE).status()).isEqualTo(413);
        assertThat(identityLink.asked("POST /eherkenning/acs")).isEmpty();
    }

    @Test
    void formThatIsTooLargeHasAPage() {
        var page = browser.send("/koppelen", Map.of("email", "x".repeat(300 * KIBIBYTE)));

        assertThat(page.status()).isEqualTo(413);
        assertThat(page.text()).contains("U hebt te veel gegevens gestuurd");
    }

    private Page stream(String path, int kibibytes) {
        var line = "x".repeat(KIBIBYTE).getBytes(StandardCharsets.US_ASCII);
        Flux<DataBuffer> body = Flux.range(0, kibibytes).map(_ -> DefaultDataBufferFactory.sharedInstance.wrap(line));
        return Browser.page(browser.client()
                .post()
                .uri(path)
                .header("Authorization", "Bearer x")
                .contentType(MediaType.valueOf("text/csv"))
                .body(BodyInserters.fromDataBuffers(body)));
    }
}
