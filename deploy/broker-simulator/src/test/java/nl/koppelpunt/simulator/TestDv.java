// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.simulator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import nl.koppelpunt.platform.test.TestPki;
import org.jspecify.annotations.Nullable;

/** A service provider with keys of its own: makes requests, fetches answers. */
public final class TestDv {

    public static final String ENTITY_ID = "urn:etoegang:DV:00000001234567890000:entities:9001";
    static final String SERVICE_ID = "urn:etoegang:DV:00000001234567890000:services:1";
    public static final String ACS = "http://localhost:8080/eherkenning/acs";
    static final String SLO = "http://localhost:8080/eherkenning/slo";
    static final String SSO = "http://localhost:8090/saml/sso";
    static final String BROKER = "urn:etoegang:HM:00000003123456780000:entities:9001";

    final TestPki.Issued signing;
    final TestPki.Issued encryption;
    private final TestPki.Issued tls;
    private final X509Certificate authority;

    public TestDv(TestPki pki) {
        this.signing = pki.issue("dv signing");
        this.encryption = pki.issue("dv encryption");
        this.tls = pki.issue("dv tls");
        this.authority = pki.certificate();
    }

    public String metadata() {
        return TestXml.signed(
                """
                <md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" \
                xmlns:ds="http://www.w3.org/2000/09/xmldsig#" ID="_dv" entityID="%s">\
                <md:SPSSODescriptor AuthnRequestsSigned="true" WantAssertionsSigned="true" \
                protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">%s%s\
                <md:SingleLogoutService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="%s"/>\
                <md:AssertionConsumerService index="1" isDefault="true" \
                Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Artifact" Location="%s"/>\
                <md:AttributeConsumingService index="1" isDefault="true">\
                <md:ServiceName xml:lang="en">My Helpdesk</md:ServiceName>\
                <md:ServiceName xml:lang="nl">Mijn Helpdesk</md:ServiceName>\
                <md:RequestedAttribute Name="%s" isRequired="false"/>\
                </md:AttributeConsumingService></md:SPSSODescriptor></md:EntityDescriptor>""".formatted(
                                ENTITY_ID,
                                keyDescriptor("signing", "dv-key", signing),
                                keyDescriptor("encryption", "dv-encryption", encryption),
                                SLO,
                                ACS,
                                SERVICE_ID),
                signing.keyPair().getPrivate(),
                null);
    }

    private static String keyDescriptor(String use, String name, TestPki.Issued key) {
        return """
                <md:KeyDescriptor use="%s"><ds:KeyInfo><ds:KeyName>%s</ds:KeyName><ds:X509Data>\
                <ds:X509Certificate>%s</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>""".formatted(use, name, base64(key.certificate()));
    }

    String authnRequest() {
        return authnRequest("_" + UUID.randomUUID());
    }

    String authnRequest(String id) {
        return """
                <samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" \
                xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="%s" Version="2.0" IssueInstant="%s" \
                Destination="%s" ForceAuthn="true" AssertionConsumerServiceIndex="1" \
                AttributeConsumingServiceIndex="1"><saml:Issuer>%s</saml:Issuer></samlp:AuthnRequest>""".formatted(id, Instant.now(), SSO, ENTITY_ID);
    }

    String logOutRequest(String name, String sessionIndex) {
        return """
                <samlp:LogoutRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" \
                xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_%s" Version="2.0" IssueInstant="%s" \
                Destination="http://localhost:8090/saml/slo"><saml:Issuer>%s</saml:Issuer>\
                <saml:NameID Format="urn:oasis:names:tc:SAML:2.0:nameid-format:transient">%s</saml:NameID>\
                <samlp:SessionIndex>%s</samlp:SessionIndex></samlp:LogoutRequest>""".formatted(UUID.randomUUID(), Instant.now(), ENTITY_ID, name, sessionIndex);
    }

    String signed(String message) {
        return TestXml.signed(message, signing.keyPair().getPrivate(), TestXml.keyName("dv-key"));
    }

    String redirectQuery(String message, String relayState) {
        try {
            var deflated = new ByteArrayOutputStream();
            try (var out = new DeflaterOutputStream(deflated, new Deflater(9, true))) {
                out.write(message.getBytes(StandardCharsets.UTF_8));
            }
            var query = "SAMLRequest=" + encoded(Base64.getEncoder().encodeToString(deflated.toByteArray()))
                    + "&RelayState=" + encoded(relayState) + "&SigAlg=" + encoded(TestXml.RSA_SHA256);
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(signing.keyPair().getPrivate());
            signature.update(query.getBytes(StandardCharsets.UTF_8));
            return query + "&Signature=" + encoded(Base64.getEncoder().encodeToString(signature.sign()));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    String artifactResolve(String artifact) {
        return """
                <samlp:ArtifactResolve xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" \
                xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_%s" Version="2.0" IssueInstant="%s" \
                Destination="https://localhost:8491/artifact"><saml:Issuer>%s</saml:Issuer>\
                <samlp:Artifact>%s</samlp:Artifact></samlp:ArtifactResolve>""".formatted(UUID.randomUUID(), Instant.now(), ENTITY_ID, artifact);
    }

    HttpResponse<String> resolve(int port, String artifactResolve) throws IOException, InterruptedException {
        return resolve(port, artifactResolve, tls);
    }

    /** Without a client certificate when none is given. */
    HttpResponse<String> resolve(int port, String artifactResolve, TestPki.@Nullable Issued client)
            throws IOException, InterruptedException {
        var envelope = "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body>" + artifactResolve
                + "</s:Body></s:Envelope>";
        try (var http = HttpClient.newBuilder().sslContext(tls(client)).build()) {
            var request = HttpRequest.newBuilder(URI.create("https://localhost:" + port + "/artifact"))
                    .header("Content-Type", "text/xml")
                    .POST(HttpRequest.BodyPublishers.ofString(envelope))
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    private SSLContext tls(TestPki.@Nullable Issued client) {
        try {
            var none = new char[0];
            var trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, none);
            trusted.setCertificateEntry("ca", authority);
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            var context = SSLContext.getInstance("TLS");
            var keys = client == null ? new KeyManager[0] : new KeyManager[] {new InsistentClient(client)};
            context.init(keys, trust.getTrustManagers(), null);
            return context;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static String base64(X509Certificate certificate) {
        try {
            return Base64.getEncoder().encodeToString(certificate.getEncoded());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
