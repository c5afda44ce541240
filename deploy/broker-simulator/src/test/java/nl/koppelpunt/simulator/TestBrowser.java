// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.simulator;

import com.icegreen.greenmail.util.GreenMailUtil;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Someone at a keyboard: sends forms, looks where the answer points. */
final class TestBrowser implements AutoCloseable {

    private static final Pattern CODE = Pattern.compile("\\b[0-9]{6}\\b");

    private final HttpClient http = HttpClient.newHttpClient();
    private final String origin;

    TestBrowser(int port) {
        this.origin = "http://localhost:" + port;
    }

    HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(URI.create(origin + path)));
    }

    HttpResponse<String> post(String path, String form) {
        return send(HttpRequest.newBuilder(URI.create(origin + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    HttpResponse<String> postRequest(String signedRequest, String relayState) {
        var base64 = Base64.getEncoder().encodeToString(signedRequest.getBytes(StandardCharsets.UTF_8));
        return post("/saml/sso", "SAMLRequest=" + TestDv.encoded(base64) + "&RelayState=" + TestDv.encoded(relayState));
    }

    /** The path of a new login, on the page where the supplier is chosen. */
    String begin(TestDv dv) {
        return location(postRequest(dv.signed(dv.authnRequest()), "relay-1"));
    }

    /** From the choice of a supplier up to the page of the code; the code comes back. */
    String upToCode(String login, String supplier, String user, String options) {
        post(login + "/leverancier", "leverancier=" + supplier);
        var letter = user.substring(user.length() - 1);
        post(login + "/wachtwoord", "gebruikersnaam=" + user + "&wachtwoord=oefenen-" + letter + options);
        return lastMailedCode(user);
    }

    /** A whole login; the parameters the browser takes to the service come back. */
    Map<String, String> logIn(TestDv dv, String supplier, String user, String options) {
        var login = begin(dv);
        var code = upToCode(login, supplier, user, options);
        return parameters(post(login + "/code", "code=" + code));
    }

    /** The mail server lists by mailbox, and in each of them in order. */
    static String lastMailedCode(String user) {
        return Arrays.stream(TestLandscape.MAIL.getReceivedMessages())
                .filter(mail -> GreenMailUtil.getAddressList(recipients(mail)).startsWith(user))
                .map(GreenMailUtil::getBody)
                .map(CODE::matcher)
                .filter(Matcher::find)
                .reduce((earlier, later) -> later)
                .map(Matcher::group)
                .orElseThrow(() -> new AssertionError("No code mailed to " + user));
    }

    private static Address[] recipients(MimeMessage mail) {
        try {
            return mail.getAllRecipients();
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }

    static String location(HttpResponse<?> response) {
        return response.headers()
                .firstValue("Location")
                .orElseThrow(() -> new AssertionError(response.statusCode() + " without Location: " + response.body()));
    }

    static Map<String, String> parameters(HttpResponse<?> response) {
        return Arrays.stream(URI.create(location(response)).getRawQuery().split("&", -1))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
