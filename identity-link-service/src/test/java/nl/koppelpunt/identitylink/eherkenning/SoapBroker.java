// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import nl.koppelpunt.platform.test.TestPki;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** The broker's back channel: SOAP over TLS for clients with a certificate, each artifact exchanged once. */
final class SoapBroker implements AutoCloseable {

    private static final char[] PASSWORD = "test".toCharArray();

    private final HttpsServer server;
    private final Map<String, TestBroker> messages = new ConcurrentHashMap<>();
    private final List<String> clients = new CopyOnWriteArrayList<>();
    private final List<String> contentTypes = new CopyOnWriteArrayList<>();
    private final Set<Integer> connections = ConcurrentHashMap.newKeySet();
    private final List<Document> resolves = new CopyOnWriteArrayList<>();
    private volatile UnaryOperator<byte[]> answer = UnaryOperator.identity();
    private volatile String contentType = "text/xml;charset=UTF-8";
    private volatile int redirect;
    private volatile int endless;

    SoapBroker(TestPki pki, TestPki.Issued identity) {
        try {
            server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setHttpsConfigurator(new ClientCertificates(context(pki, identity)));
            server.createContext("/artifact", this::exchange);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    String url() {
        return "https://localhost:" + server.getAddress().getPort() + "/artifact";
    }

    /** Holds a message ready under an artifact. */
    void hold(String artifact, TestBroker message) {
        messages.put(artifact, message);
    }

    void answering(UnaryOperator<byte[]> change) {
        answer = change;
    }

    void answeringAs(String type) {
        contentType = type;
    }

    /** Sends who asks on to another path of this broker, which would answer. */
    void redirecting(int status) {
        redirect = status;
    }

    /** Answers pieces of that size, ten a second, for as long as anybody listens. */
    void endless(int piece) {
        endless = piece;
    }

    void reset() {
        endless = 0;
        redirect = 0;
        answer = UnaryOperator.identity();
        contentType = "text/xml;charset=UTF-8";
        clients.clear();
        resolves.clear();
    }

    List<String> clients() {
        return clients;
    }

    List<String> contentTypes() {
        return contentTypes;
    }

    /** The ports that were spoken from, one a connection. */
    Set<Integer> connections() {
        return connections;
    }

    List<Document> resolves() {
        return resolves;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void exchange(HttpExchange exchange) throws IOException {
        connections.add(exchange.getRemoteAddress().getPort());
        contentTypes.add(exchange.getRequestHeaders().getFirst("Content-Type"));
        clients.add(
                ((HttpsExchange) exchange).getSSLSession().getPeerPrincipal().getName());
        if (redirect != 0 && exchange.getRequestURI().getPath().equals("/artifact")) {
            exchange.getResponseHeaders().set("Location", url() + "/elsewhere");
            exchange.sendResponseHeaders(redirect, -1);
            exchange.close();
            return;
        }
        Document envelope =
                TestBroker.parse(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        resolves.add(envelope);
        Element resolve = TestBroker.answerOf(envelope);
        TestBroker message =
                messages.remove(TestBroker.only(resolve, "Artifact").getTextContent());
        byte[] body = message == null
                ? new byte[0]
                : message.edit("\"" + TestBroker.RESOLVE + "\"", "\"" + resolve.getAttributeNS(null, "ID") + "\"")
                        .bytes();
        byte[] reply = answer.apply(body);
        exchange.getResponseHeaders().set("Content-Type", contentType);
        if (endless != 0) {
            goOn(exchange, new byte[endless]);
            return;
        }
        exchange.sendResponseHeaders(message == null ? 500 : 200, reply.length == 0 ? -1 : reply.length);
        exchange.getResponseBody().write(reply);
        exchange.close();
    }

    private void goOn(HttpExchange exchange, byte[] piece) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        var pace = new CountDownLatch(1);
        try (exchange) {
            while (endless == piece.length && !pace.await(100, TimeUnit.MILLISECONDS)) {
                exchange.getResponseBody().write(piece);
                exchange.getResponseBody().flush();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static SSLContext context(TestPki pki, TestPki.Issued identity)
            throws GeneralSecurityException, IOException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(null, PASSWORD);
        keys.setKeyEntry("tls", identity.keyPair().getPrivate(), PASSWORD, new Certificate[] {
            identity.certificate(), identity.authority()
        });
        KeyManagerFactory keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keyManagers.init(keys, PASSWORD);
        KeyStore trust = KeyStore.getInstance("PKCS12");
        trust.load(null, PASSWORD);
        trust.setCertificateEntry("ca", pki.certificate());
        TrustManagerFactory trustManagers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trustManagers.init(trust);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keyManagers.getKeyManagers(), trustManagers.getTrustManagers(), null);
        return context;
    }

    private static final class ClientCertificates extends HttpsConfigurator {

        ClientCertificates(SSLContext context) {
            super(context);
        }

        @Override
        public void configure(HttpsParameters parameters) {
            SSLParameters ssl = getSSLContext().getDefaultSSLParameters();
            ssl.setNeedClientAuth(true);
            parameters.setSSLParameters(ssl);
        }
    }
}
