// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;

/** What a genuine broker answers to a log-out, unless a test edits it or signs it otherwise. */
record TestLogOutAnswer(String text, @Nullable OwnKey key, String tampered, String tampering, String prefix) {

    static TestLogOutAnswer to(String requestId) {
        return new TestLogOutAnswer(
                """
                <samlp:LogoutResponse xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" \
                xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_logged-out" Version="2.0" IssueInstant="%s" \
                Destination="https://portaal.example.nl/eherkenning/slo" InResponseTo="%s">\
                <saml:Issuer>%s</saml:Issuer><samlp:Status><samlp:StatusCode Value="%s"/></samlp:Status>\
                </samlp:LogoutResponse>""".formatted(TestBroker.NOW, requestId, TestBroker.ENTITY, Saml.STATUS_SUCCESS),
                TestKeys.BROKER,
                "",
                "",
                "");
    }

    TestLogOutAnswer edit(String from, String to) {
        if (!text.contains(from)) {
            throw new IllegalArgumentException("Not in the answer: " + from);
        }
        return new TestLogOutAnswer(text.replace(from, to), key, tampered, tampering, prefix);
    }

    TestLogOutAnswer signedBy(OwnKey other) {
        return new TestLogOutAnswer(text, other, tampered, tampering, prefix);
    }

    TestLogOutAnswer unsigned() {
        return new TestLogOutAnswer(text, null, tampered, tampering, prefix);
    }

    /** After signing. */
    TestLogOutAnswer tampered(String from, String to) {
        return new TestLogOutAnswer(text, key, from, to, prefix);
    }

    TestLogOutAnswer prefixed(String start) {
        return new TestLogOutAnswer(text, key, tampered, tampering, start);
    }

    String signed() {
        Document document = TestBroker.parse(text);
        if (key != null) {
            TestSignature.by(key).sign(document.getDocumentElement());
        }
        return prefix + TestBroker.write(document).replace(tampered, tampering);
    }
}
