// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.notification.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import nl.koppelpunt.platform.test.TestPki;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** A mail server that offers STARTTLS and notes which commands it heard before and after. */
final class EncryptedMailServer implements AutoCloseable {
    private static final char[] NO_PASSWORD = "none".toCharArray();

    private final TestPki authority = new TestPki();
    private final TestPki.Issued identity = authority.issue("localhost", "localhost");
    private final List<String> inClear = new CopyOnWriteArrayList<>();
    private final List<String> encrypted = new CopyOnWriteArrayList<>();
    private final ServerSocket server;

    EncryptedMailServer() throws IOException {
        this.server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
    }

    Mailer mailer() throws GeneralSecurityException, IOException {
        var smtp = new JavaMailSenderImpl();
        smtp.setHost("localhost");
        smtp.setPort(server.getLocalPort());
        smtp.getJavaMailProperties()
                .put("mail.smtp.ssl.socketFactory", context(null).getSocketFactory());
        return MailerTests.mailer(smtp, true);
    }

    List<String> heardInClear() {
        return inClear;
    }

    List<String> heardEncrypted() {
        return encrypted;
    }

    private void serve() {
        try (var socket = server.accept()) {
            say(socket, "220 test");
            converse(socket, inClear);
        } catch (IOException | GeneralSecurityException over) {
            // The test is over, or it fails for want of what was to be heard.
        }
    }

    private void converse(Socket socket, List<String> heard) throws IOException, GeneralSecurityException {
        var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            var command = line.split(" ", 2)[0].toUpperCase(Locale.ROOT);
            heard.add(command);
            switch (command) {
                case "EHLO" -> say(socket, "250-test\r\n250 STARTTLS");
                case "STARTTLS" -> {
                    say(socket, "220 go on");
                    converse(upgraded(socket), encrypted);
                    return;
                }
                case "DATA" -> {
                    say(socket, "354 go on");
                    while (!".".equals(in.readLine())) {
                        // The mail itself.
                    }
                    say(socket, "250 ok");
                }
                default -> say(socket, command.equals("QUIT") ? "221 bye" : "250 ok");
            }
        }
    }

    private SSLSocket upgraded(Socket socket) throws IOException, GeneralSecurityException {
        var secure = (SSLSocket) context(identity).getSocketFactory().createSocket(socket, null, true);
        secure.setUseClientMode(false);
        return secure;
    }

    /** Of the server where it has an identity, else of a client that trusts the authority. */
    private SSLContext context(TestPki.@Nullable Issued own) throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, NO_PASSWORD);
        store.setCertificateEntry("authority", authority.certificate());
        if (own != null) {
            store.setKeyEntry("own", own.keyPair().getPrivate(), NO_PASSWORD, new Certificate[] {own.certificate()});
        }
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, NO_PASSWORD);
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private static void say(Socket socket, String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
