// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@EHerkenningTest
@DisplayName("S-028 and S-031: a form that is too much, too slow or no form is refused as any other answer is")
class BadFormTests extends LoginFixture {

    private static final String ROWS = "audit_event where action = 'eherkenning.log-in'";
    private static final String LOG_OUT_ROWS =
            "audit_event where action = 'eherkenning.log-out' and outcome = 'REFUSED' and details ->> 'code' = '";
    private static final Pattern LOCATION = Pattern.compile("(?i)\r\nlocation: (\\S+)\r\n");
    private static final int TOO_MUCH = XmlReader.MAX_BYTES + 1;

    @Test
    void formThatSaysItIsTooLargeIsNotRead() {
        assertRefusal("ongeldig", "form-too-large", withLength(10 << 20, ""));
    }

    @Test
    void formThatTurnsOutToBeTooLargeIsLetGo() {
        assertRefusal("ongeldig", "form-too-large", chunked("SAMLart=" + "A".repeat(TOO_MUCH)));
    }

    @Test
    void formThatIsNoneIsRefused() {
        String malformed = "SAMLart=%zz";

        assertRefusal("ongeldig", "parameters-invalid", withLength(malformed.length(), malformed));
    }

    @Test
    void formThatDoesNotEndIsNotWaitedForLong() {
        Instant before = Instant.now();

        assertRefusal("te-laat", "form-too-slow", withLength(1000, "SAMLart=A"));

        // Two seconds, and what a busy machine adds to them.
        assertThat(Duration.between(before, Instant.now())).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(8));
    }

    @ParameterizedTest
    @CsvSource({"form-too-large, 10485760, ''", "form-too-slow, 1000, SAMLResponse=A", "parameters-invalid, 5, a=%zz"})
    void answerToALogOutIsNoException(String code, int length, String body) {
        long before = count(LOG_OUT_ROWS + code + "'");

        String answer = send(head("/eherkenning/slo", "Content-Length: " + length) + body);

        assertThat(answer).startsWith("HTTP/1.1 303 ").containsIgnoringCase("\r\nlocation: /uitgelogd\r\n");
        assertThat(count(LOG_OUT_ROWS + code + "'")).isEqualTo(before + 1);
    }

    private void assertRefusal(String reason, String code, String request) {
        long before = count(ROWS);
        String answer = send(request);
        var location = LOCATION.matcher(answer);
        assertThat(answer).startsWith("HTTP/1.1 303 ").doesNotContain("__Host-session");
        assertThat(location.find()).isTrue();
        assertThat(location.group(1)).matches("/inloggen/mislukt\\?reden=" + reason + "&referentie=[A-Z2-9]{8}");
        assertThat(code(location.group(1))).isEqualTo(code);
        assertThat(count(ROWS)).isEqualTo(before + 1);
    }

    private static String withLength(int length, String body) {
        return head("Content-Length: " + length) + body;
    }

    private static String chunked(String body) {
        return head("Transfer-Encoding: chunked") + Integer.toHexString(body.length()) + "\r\n" + body + "\r\n";
    }

    private static String head(String framing) {
        return head("/eherkenning/acs", framing);
    }

    private static String head(String path, String framing) {
        return "POST " + path + " HTTP/1.1\r\nHost: localhost\r\n"
                + "Content-Type: application/x-www-form-urlencoded\r\n" + framing + "\r\n\r\n";
    }

    /** Sends no more than this, as no client library does, and reads the head of the answer. */
    private String send(String request) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return head(socket.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String head(InputStream answer) throws IOException {
        var read = new StringBuilder();
        while (read.indexOf("\r\n\r\n") < 0) {
            int next = answer.read();
            assertThat(next).as("the answer ends in its head: %s", read).isNotNegative();
            read.append((char) next);
        }
        return read.toString();
    }
}
