// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.security.Security;
import java.time.Clock;
import java.time.ZoneOffset;
import javax.xml.XMLConstants;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("S-006: cryptography that breaks down proves nobody")
class FaultyCryptographyTests {

    private final Broker broker = TestBroker.broker();
    private final byte[] message = TestBroker.genuine().bytes();

    @AfterEach
    void repair() {
        Security.removeProvider("Faulty");
    }

    @ParameterizedTest
    @CsvSource({"MessageDigest,SHA-256", "Signature,SHA256withRSA"})
    void faultInASignatureIsARefusal(String type, String algorithm) {
        Security.insertProviderAt(new FaultyProvider(type, algorithm), 1);

        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> TestBroker.verify(message, TestBroker.NOW, broker))
                .extracting(RefusedException::refusal)
                .isEqualTo(Refusal.SIGNATURE_UNVERIFIABLE);
    }

    @ParameterizedTest
    @CsvSource({"Cipher,RSA/ECB/OAEPPadding", "Cipher,AES/CBC/NoPadding"})
    void faultInDecryptionIsNotTakenForAnIdentity(String type, String algorithm) {
        Security.insertProviderAt(new FaultyProvider(type, algorithm), 1);

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> TestBroker.verify(message, TestBroker.NOW, broker))
                .withMessage("planted");
    }

    @Test
    void faultInCanonicalisationIsARefusal() {
        var document = TestBroker.parse(new String(message, StandardCharsets.UTF_8));
        var assertion = TestBroker.assertionOf(document);
        // Exclusive canonicalisation has no form for a relative namespace; the parser of messages lets none in.
        assertion.setAttributeNS(XMLConstants.XMLNS_ATTRIBUTE_NS_URI, "xmlns:r", "relative");
        assertion.setAttributeNS("relative", "r:x", "");

        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> new SignatureVerifier(
                                SignatureRules.OF_THE_SCHEME, Clock.fixed(TestBroker.NOW, ZoneOffset.UTC))
                        .verify(
                                assertion,
                                SignatureForm.MESSAGE,
                                TestBroker.broker().signingKeys()))
                .extracting(RefusedException::refusal)
                .isEqualTo(Refusal.SIGNATURE_UNVERIFIABLE);
    }
}
