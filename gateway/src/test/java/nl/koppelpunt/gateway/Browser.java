// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.core.env.Environment;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.RequestHeadersSpec;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.reactive.function.BodyInserters;

/** Asks the running gateway as a browser does. */
public final class Browser {

    private final Environment environment;
    private final KeyedHash formTokens;
    private String session = "";
    private String language = "";

    Browser(Environment environment, KeyedHash formTokens) {
        this.environment = environment;
        this.formTokens = formTokens;
    }

    /** With a session cookie nobody has seen, and no preference for a language. */
    public void startAnew() {
        session = UUID.randomUUID().toString();
        language = "";
    }

    /** What goes along as Accept-Language from here on. */
    public void speaks(String preference) {
        language = preference;
    }

    public String session() {
        return session;
    }

    public WebTestClient client() {
        return WebTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + port())
                .responseTimeout(Duration.ofSeconds(30))
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(1 << 20))
                .build();
    }

    public int port() {
        return Integer.parseInt(Objects.requireNonNull(environment.getProperty("local.server.port")));
    }

    public int managementPort() {
        return Integer.parseInt(Objects.requireNonNull(environment.getProperty("local.management.port")));
    }

    /** Without a session. */
    public Page open(String address) {
        return page(get(address));
    }

    public Page openSignedIn(String address) {
        return page(get(address).cookie("session", session));
    }

    private RequestHeadersSpec<?> get(String address) {
        return client().get().uri(address).accept(MediaType.TEXT_HTML).header("Accept-Language", language);
    }

    /** Sends a form of a page of ours. */
    public Page send(String address, Map<String, String> fields) {
        var form = new LinkedMultiValueMap<String, String>();
        fields.forEach(form::add);
        form.add("_csrf", formToken());
        return page(client().post()
                .uri(address)
                .cookie("session", session)
                .header("Sec-Fetch-Site", "same-origin")
                .header("Accept-Language", language)
                .body(BodyInserters.fromFormData(form)));
    }

    public String formToken() {
        return formTokens.of(session);
    }

    public static Page page(RequestHeadersSpec<?> request) {
        return new Page(request.exchange().expectBody(String.class).returnResult());
    }

    /** What came back. */
    public record Page(EntityExchangeResult<String> result) {

        /** Whatever page it is: what templates say to whoever reads the source stays there. */
        public Page {
            assertThat(result.getResponseBody() + "").doesNotContain("SPDX");
        }

        public int status() {
            return result.getStatus().value();
        }

        public String html() {
            return Objects.requireNonNullElse(result.getResponseBody(), "");
        }

        /** The text a reader sees, with single spaces. */
        public String text() {
            return html().replaceAll("(?s)<(head|svg).*?</\\1>", " ")
                    .replaceAll("<[^>]+>", " ")
                    .replace("&#39;", "'")
                    .replaceAll("\\s+", " ")
                    .replaceAll(" ([.,:])", "$1");
        }

        public String title() {
            return html().replaceAll("(?s).*<title>(.*)</title>.*", "$1");
        }

        public String header(String name) {
            return String.join(" | ", result.getResponseHeaders().getOrEmpty(name));
        }

        public String location() {
            return header("Location");
        }
    }
}
