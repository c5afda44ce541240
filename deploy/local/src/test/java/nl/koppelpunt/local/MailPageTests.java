// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MailPageTests {

    private static final int SMTP_PORT = 5525;
    private static final int PAGE_PORT = 5526;

    private final MailServer mails = new MailServer(SMTP_PORT);
    private final MailPage page = new MailPage(mails, PAGE_PORT);
    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeEach
    void start() {
        mails.start();
        page.start();
    }

    @AfterEach
    void stop() {
        page.close();
        mails.close();
        http.close();
    }

    @Test
    void anEmptyBoxSaysSo() throws Exception {
        assertThat(get("/").body()).contains("No mail yet");
    }

    @Test
    void whatAMailBringsIsShownAndNotRun() throws Exception {
        send("<script>alert(1)</script>");

        var answer = get("/");

        assertThat(answer.body())
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
                .doesNotContain("<script>");
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'");
    }

    @Test
    void aProgramReadsTheMailsAsJson() throws Exception {
        send("Uw pincode");

        assertThat(get("/api/mails").body())
                .contains("\"subject\":\"Uw pincode\"")
                .contains("\"to\":\"anna@school.example\"")
                .contains("\"text\":\"tekst");
    }

    @Test
    void anUnknownPathIsNotFound() throws Exception {
        assertThat(get("/elders").statusCode()).isEqualTo(404);
        assertThat(get("/html/nee").statusCode()).isEqualTo(404);
    }

    @Test
    void nothingIsWrittenThroughThePage() throws Exception {
        var request = HttpRequest.newBuilder(address("/")).DELETE().build();

        assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(405);
    }

    private static void send(String subject) {
        var setup = new ServerSetup(SMTP_PORT, "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
        GreenMailUtil.sendTextEmail("anna@school.example", "portaal@school.example", subject, "tekst", setup);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(address(path)).build(), BodyHandlers.ofString());
    }

    private static URI address(String path) {
        return URI.create("http://localhost:" + PAGE_PORT + path);
    }
}
