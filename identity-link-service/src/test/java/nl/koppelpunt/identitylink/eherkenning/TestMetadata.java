// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.w3c.dom.Document;

/** A broker's metadata, genuine unless a test edits it or signs it otherwise. */
final class TestMetadata {

    private String text = """
            <md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" \
            xmlns:ds="http://www.w3.org/2000/09/xmldsig#" ID="_metadata" entityID="%s" \
            validUntil="2026-11-25T10:00:00Z"><md:IDPSSODescriptor \
            protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol"><md:KeyDescriptor use="signing">\
            <ds:KeyInfo><ds:KeyName>%s</ds:KeyName><ds:X509Data><ds:X509Certificate>%s</ds:X509Certificate>\
            </ds:X509Data></ds:KeyInfo></md:KeyDescriptor><md:ArtifactResolutionService index="0" \
            Binding="urn:oasis:names:tc:SAML:2.0:bindings:SOAP" Location="https://localhost:8491/artifact"/>\
            <md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" \
            Location="https://broker.example.nl/sso"/></md:IDPSSODescriptor></md:EntityDescriptor>""".formatted(
                    TestBroker.ENTITY,
                    TestKeys.BROKER.name(),
                    Base64.getEncoder().encodeToString(TestKeys.BROKER.encodedCertificate()));

    static TestMetadata genuine() {
        return new TestMetadata();
    }

    TestMetadata edit(String from, String to) {
        if (!text.contains(from)) {
            throw new IllegalArgumentException("Not in the metadata: " + from);
        }
        text = text.replace(from, to);
        return this;
    }

    TestMetadata logOut(String binding) {
        return edit("<md:SingleSignOnService", """
                <md:SingleLogoutService Binding="%s" Location="https://broker.example.nl/slo"/>\
                <md:SingleSignOnService""".formatted(binding));
    }

    TestMetadata certificate(OwnKey key) {
        return edit(
                Base64.getEncoder().encodeToString(TestKeys.BROKER.encodedCertificate()),
                Base64.getEncoder().encodeToString(key.encodedCertificate()));
    }

    byte[] signedBy(OwnKey key) {
        Document document = TestBroker.parse(text);
        TestSignature.by(key)
                .sign(
                        document.getDocumentElement(),
                        document.getDocumentElement().getFirstChild());
        return TestBroker.write(document).getBytes(StandardCharsets.UTF_8);
    }

    byte[] unsigned() {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
