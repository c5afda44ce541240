// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.EntityExchangeResult;

@EHerkenningTest
class LoginPageLanguageTests extends LoginFixture {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nl|nl|U gaat door naar eHerkenning",
                "en|en|You are being sent on to eHerkenning",
                "en-GB,en;q=0.9,nl;q=0.8|en|You are being sent on to eHerkenning",
                "nl-BE,en;q=0.9|nl|U gaat door naar eHerkenning",
                "fr,de;q=0.5|nl|U gaat door naar eHerkenning",
                "en;q=much|nl|U gaat door naar eHerkenning",
                "*|nl|U gaat door naar eHerkenning"
            })
    void pageSpeaksTheLanguageThatIsAsked(String accepted, String language, String heading) {
        EntityExchangeResult<byte[]> page = web.get()
                .uri("/eherkenning/login")
                .header(HttpHeaders.ACCEPT_LANGUAGE, accepted)
                .exchange()
                .expectBody()
                .returnResult();

        assertThat(body(page))
                .contains("<html lang=\"" + language + "\">", "<h1>" + heading + "</h1>")
                .doesNotContain("SPDX", "{location}", "{request}", "{relayState}");
        HttpHeaders headers = page.getResponseHeaders();
        assertThat(headers.getFirst(HttpHeaders.CONTENT_LANGUAGE)).isEqualTo(language);
        assertThat(Objects.requireNonNull(headers.getFirst(HttpHeaders.VARY))).contains("Accept-Language");
    }
}
