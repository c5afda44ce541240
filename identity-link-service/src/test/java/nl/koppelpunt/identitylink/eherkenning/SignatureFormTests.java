// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Security;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import javax.crypto.spec.SecretKeySpec;
import javax.xml.crypto.XMLStructure;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.keyinfo.KeyInfoFactory;
import org.apache.jcp.xml.dsig.internal.dom.XMLDSigRI;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class SignatureFormTests {

    private static final TestSignature GOOD = TestSignature.by(TestKeys.BROKER);

    @Test
    @DisplayName("S-011: an unsigned assertion is refused, whatever is signed around it")
    void unsignedAssertionIsRefused() {
        Refused.as(
                Refusal.SIGNATURE_MISSING,
                TestBroker.genuine().signAssertion(null).signResponse(GOOD));
    }

    @Test
    @DisplayName("S-011: an encrypted assertion is refused")
    void encryptedAssertionIsRefused() {
        Refused.as(
                Refusal.ASSERTION_ENCRYPTED,
                TestBroker.genuine().signAssertion(null).tamper(document -> {
                    Element encrypted = document.createElementNS(Saml.ASSERTION, "saml:EncryptedAssertion");
                    TestBroker.responseOf(document).replaceChild(encrypted, TestBroker.assertionOf(document));
                }));
    }

    @Test
    @DisplayName("S-011: an assertion that anybody could encrypt with our certificate is refused")
    void assertionEncryptedForUsIsRefused() {
        Refused.as(
                Refusal.ASSERTION_ENCRYPTED,
                TestBroker.genuine().signAssertion(null).signResponse(GOOD).tamperBeforeSigning(document -> {
                    Document alone = TestBroker.parse("<x/>");
                    Element assertion = TestBroker.assertionOf(document);
                    alone.replaceChild(alone.importNode(assertion, true), alone.getDocumentElement());
                    String encrypted = TestEncryption.forUs()
                            .encryptedId(TestBroker.write(alone))
                            .replace("saml:EncryptedID", "saml:EncryptedAssertion")
                            .replaceFirst(" xmlns:xenc", " xmlns:saml=\"" + Saml.ASSERTION + "\" xmlns:xenc");
                    TestBroker.responseOf(document)
                            .replaceChild(
                                    document.importNode(
                                            TestBroker.parse(encrypted).getDocumentElement(), true),
                                    assertion);
                }));
    }

    @Test
    void unsignedArtifactResponseIsRefused() {
        Refused.as(Refusal.SIGNATURE_MISSING, TestBroker.genuine().signAnswer(null));
    }

    @Test
    void wrongSignatureOfTheResponseIsRefused() {
        Refused.as(
                Refusal.SIGNATURE_WRONG,
                TestBroker.genuine()
                        .signResponse(TestSignature.by(TestKeys.STRANGER).keyName(null)));
    }

    @Test
    @DisplayName("S-003: a signature that is not right after the Issuer is refused")
    void misplacedSignatureIsRefused() {
        Refused.as(Refusal.SIGNATURE_MISPLACED, TestBroker.genuine().tamper(document -> {
            Element assertion = TestBroker.assertionOf(document);
            assertion.appendChild(TestBroker.signatureOf(assertion));
        }));
    }

    @Test
    @DisplayName("S-003: a signature deeper in the element is refused")
    void detachedSignatureIsRefused() {
        Refused.as(Refusal.SIGNATURE_MISSING, TestBroker.genuine().tamper(document -> {
            Element assertion = TestBroker.assertionOf(document);
            TestBroker.only(assertion, "Advice").appendChild(TestBroker.signatureOf(assertion));
        }));
    }

    @Test
    @DisplayName("S-003: two signatures under one element are refused")
    void secondSignatureIsRefused() {
        Refused.as(Refusal.SIGNATURE_MISPLACED, TestBroker.genuine().tamper(document -> {
            Element assertion = TestBroker.assertionOf(document);
            Element signature = TestBroker.signatureOf(assertion);
            assertion.insertBefore(signature.cloneNode(true), signature);
        }));
    }

    @Test
    @DisplayName("S-003: a second SignedInfo is refused")
    void secondSignedInfoIsRefused() {
        Refused.as(Refusal.SIGNATURE_FORM, TestBroker.genuine().tamper(document -> {
            Element signature = TestBroker.signatureOf(TestBroker.assertionOf(document));
            Element signedInfo = TestBroker.only(signature, "SignedInfo");
            signature.insertBefore(signedInfo.cloneNode(true), signedInfo);
        }));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "#_response", "#_declaration", "#xpointer(/)", "#xpointer(id('_assertion'))"})
    @DisplayName("S-003: a Reference to anything but the element itself is refused")
    void otherReferenceIsRefused(String uri) {
        Refused.as(
                Refusal.SIGNATURE_FORM,
                TestBroker.genuine().tamper(document -> referenceOf(document).setAttributeNS(null, "URI", uri)));
    }

    @Test
    @DisplayName("S-003: two References are refused")
    void twoReferencesAreRefused() {
        Refused.as(Refusal.SIGNATURE_FORM, TestBroker.genuine().signAssertion(GOOD.uris("#_assertion", "#_assertion")));
    }

    @Test
    @DisplayName("S-004: an XPath transform that leaves content out is refused")
    void xpathTransformIsRefused() {
        TestSignature xpath = GOOD.transforms(Transform.ENVELOPED, Transform.XPATH, TestSignature.EXCLUSIVE);

        Refused.as(Refusal.SIGNATURE_FORM, TestBroker.genuine().signAssertion(xpath));
    }

    @ParameterizedTest
    @CsvSource({
        "http://www.w3.org/2001/10/xml-exc-c14n#WithComments",
        "http://www.w3.org/TR/2001/REC-xml-c14n-20010315",
        "http://www.w3.org/2006/12/xml-c14n11"
    })
    @DisplayName("S-004: another canonicalisation is refused, in the transform and in SignedInfo")
    void otherCanonicalizationIsRefused(String algorithm) {
        Refused.as(
                Refusal.SIGNATURE_ALGORITHM,
                TestBroker.genuine().signAssertion(GOOD.transforms(Transform.ENVELOPED, algorithm)));
        Refused.as(Refusal.SIGNATURE_ALGORITHM, TestBroker.genuine().signAssertion(GOOD.canonicalization(algorithm)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://www.w3.org/TR/1999/REC-xslt-19991116",
                "http://www.w3.org/2000/09/xmldsig#base64",
                "http://www.w3.org/2002/06/xmldsig-filter2"
            })
    @DisplayName("S-004: other transforms are refused by name")
    void otherTransformIsRefused(String algorithm) {
        Refused.as(
                Refusal.SIGNATURE_ALGORITHM,
                TestBroker.genuine()
                        .tamper(document -> TestBroker.only(
                                        TestBroker.only(referenceOf(document), "Transforms"), "Transform")
                                .setAttributeNS(null, "Algorithm", algorithm)));
    }

    @Test
    @DisplayName("S-004: without the enveloped-signature transform it is refused")
    void singleTransformIsRefused() {
        Refused.as(Refusal.SIGNATURE_FORM, TestBroker.genuine().tamper(document -> {
            Element transforms = TestBroker.only(referenceOf(document), "Transforms");
            transforms.removeChild(TestBroker.only(transforms, "Transform"));
        }));
    }

    @ParameterizedTest
    @ValueSource(strings = {"DigestValue", "SignatureValue"})
    @DisplayName("S-004: a comment in DigestValue or SignatureValue is refused")
    void commentInValueIsRefused(String name) {
        Refused.as(Refusal.SIGNATURE_FORM, TestBroker.genuine().tamper(document -> {
            Element parent = name.equals("DigestValue")
                    ? referenceOf(document)
                    : TestBroker.signatureOf(TestBroker.assertionOf(document));
            TestBroker.only(parent, name).appendChild(document.createComment("x"));
        }));
    }

    @Test
    @DisplayName("S-004: junk between the characters of base64 is refused")
    void junkInSignatureValueIsRefused() {
        Refused.as(Refusal.SIGNATURE_FORM, TestBroker.genuine().tamper(document -> {
            Element value = TestBroker.only(TestBroker.signatureOf(TestBroker.assertionOf(document)), "SignatureValue");
            value.setTextContent("*" + value.getTextContent());
        }));
    }

    @ParameterizedTest
    @CsvSource({
        "http://www.w3.org/2000/09/xmldsig#rsa-sha1, http://www.w3.org/2001/04/xmlenc#sha256",
        "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256, http://www.w3.org/2000/09/xmldsig#sha1"
    })
    @DisplayName("S-007: SHA-1 and MD5 are refused, whichever provider is installed first")
    void weakAlgorithmIsRefused(String signatureMethod, String digestMethod) {
        byte[] message = weaklySigned(signatureMethod, digestMethod);

        Refused.as(Refusal.SIGNATURE_ALGORITHM, message);
        withSantuarioFirst(() -> Refused.as(Refusal.SIGNATURE_ALGORITHM, message));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://www.w3.org/2001/04/xmldsig-more#rsa-md5",
                "http://www.w3.org/2000/09/xmldsig#dsa-sha1",
                "http://www.w3.org/2007/05/xmldsig-more#rsa-pss",
                ""
            })
    @DisplayName("S-007: other signature methods are refused by name")
    void otherSignatureMethodIsRefused(String algorithm) {
        Refused.as(
                Refusal.SIGNATURE_ALGORITHM,
                TestBroker.genuine()
                        .tamper(document -> TestBroker.only(
                                        TestBroker.only(
                                                TestBroker.signatureOf(TestBroker.assertionOf(document)), "SignedInfo"),
                                        "SignatureMethod")
                                .setAttributeNS(null, "Algorithm", algorithm)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://www.w3.org/2001/04/xmldsig-more#md5", "http://www.w3.org/2001/04/xmlenc#ripemd160"})
    @DisplayName("S-007: other digests are refused by name")
    void otherDigestIsRefused(String algorithm) {
        byte[] message = TestBroker.genuine()
                .tamper(document -> TestBroker.only(referenceOf(document), "DigestMethod")
                        .setAttributeNS(null, "Algorithm", algorithm))
                .bytes();

        Refused.as(Refusal.SIGNATURE_ALGORITHM, message);
        withSantuarioFirst(() -> Refused.as(Refusal.SIGNATURE_ALGORITHM, message));
    }

    @ParameterizedTest
    @EnumSource(SignatureAlgorithm.class)
    @DisplayName("S-007: a stronger signature counts where it is allowed, and there alone, under either provider")
    void strongerSignatureCountsWhereAllowed(SignatureAlgorithm algorithm) {
        Element signed = TestBroker.parse("<a ID='_a'><Issuer xmlns='" + Saml.ASSERTION + "'/></a>")
                .getDocumentElement();
        String strength = algorithm.name().substring("RSA_SHA".length());
        String digest = strength.equals("384")
                ? "http://www.w3.org/2001/04/xmldsig-more#sha384"
                : "http://www.w3.org/2001/04/xmlenc#sha" + strength;
        GOOD.signatureMethod(algorithm.uri()).digestMethod(digest).sign(signed);

        for (SignatureAlgorithm allowed : SignatureAlgorithm.values()) {
            assertCounts(allowed == algorithm, signed, SignatureRules.of(Set.of(allowed), 2048));
            withSantuarioFirst(
                    () -> assertCounts(allowed == algorithm, signed, SignatureRules.of(Set.of(allowed), 2048)));
        }
    }

    @Test
    @DisplayName("S-007: a longer key may be asked for")
    void longerKeyMayBeAskedFor() {
        OwnKey longer = TestKeys.issue(3072, TestBroker.NOW, Duration.ofDays(1));
        var rules = SignatureRules.of(Set.of(SignatureAlgorithm.RSA_SHA256), 3072);
        Element signed = TestBroker.assertionOf(
                TestBroker.parse(new String(TestBroker.genuine().bytes(), StandardCharsets.UTF_8)));
        Element signedLonger = TestBroker.assertionOf(TestBroker.parse(new String(
                TestBroker.genuine().signAssertion(TestSignature.by(longer)).bytes(), StandardCharsets.UTF_8)));

        assertCounts(false, signed, rules);
        assertCounts(true, signedLonger, rules, TestKeys.BROKER, longer);
    }

    private static void assertCounts(boolean counts, Element signed, SignatureRules rules, OwnKey... keys) {
        var verifier = new SignatureVerifier(rules, Clock.fixed(TestBroker.NOW, ZoneOffset.UTC));
        List<VerificationKey> known = (keys.length == 0 ? TestBroker.broker() : TestBroker.broker(keys)).signingKeys();
        if (counts) {
            assertThatCode(() -> verifier.verify(signed, SignatureForm.MESSAGE, known))
                    .doesNotThrowAnyException();
        } else {
            assertThatExceptionOfType(RefusedException.class)
                    .isThrownBy(() -> verifier.verify(signed, SignatureForm.MESSAGE, known))
                    .extracting(RefusedException::refusal)
                    .isIn(Refusal.SIGNATURE_ALGORITHM, Refusal.SIGNATURE_KEY_UNKNOWN);
        }
    }

    @Test
    @DisplayName("S-007: with another provider first, good messages pass and bad ones do not")
    void otherProviderChangesNothing() {
        byte[] good = TestBroker.genuine().bytes();
        byte[] bad = TestBroker.genuine()
                .tamper(document -> TestBroker.only(TestBroker.assertionOf(document), "AuthnStatement")
                        .setAttributeNS(null, "SessionIndex", "1"))
                .bytes();

        withSantuarioFirst(() -> {
            assertThat(TestBroker.verify(good).assertionId()).isEqualTo("_assertion");
            Refused.as(Refusal.SIGNATURE_WRONG, bad);
        });
    }

    @Test
    @DisplayName("S-007: HMAC under the public key is refused")
    void hmacIsRefused() {
        TestSignature hmac = GOOD.signatureMethod("http://www.w3.org/2001/04/xmldsig-more#hmac-sha256")
                .key(new SecretKeySpec(
                        TestKeys.BROKER.certificate().getPublicKey().getEncoded(), "HmacSHA256"));

        Refused.as(Refusal.SIGNATURE_ALGORITHM, TestBroker.genuine().signAssertion(hmac));
    }

    @Test
    @DisplayName("S-007: a key of 1024 bits is refused even when metadata holds it")
    void shortKeyIsRefused() {
        TestSignature weak = TestSignature.by(TestKeys.BROKER_SHORT);
        byte[] message = TestBroker.genuine().signAssertion(weak).bytes();

        assertRefusedBy(Refusal.SIGNATURE_KEY_UNKNOWN, message, TestKeys.BROKER, TestKeys.BROKER_SHORT);
    }

    @Test
    @DisplayName("S-008: an expired certificate is no key")
    void expiredKeyIsRefused() {
        TestSignature expired = TestSignature.by(TestKeys.BROKER_EXPIRED);
        byte[] message = TestBroker.genuine().signAssertion(expired).bytes();

        assertRefusedBy(Refusal.SIGNATURE_KEY_UNKNOWN, message, TestKeys.BROKER, TestKeys.BROKER_EXPIRED);
    }

    @Test
    @DisplayName("S-008: a stranger's key is refused under every name")
    void strangersKeyIsRefused() {
        TestSignature stranger = TestSignature.by(TestKeys.STRANGER);

        Refused.as(Refusal.SIGNATURE_KEY_UNKNOWN, TestBroker.genuine().signAssertion(stranger));
        Refused.as(Refusal.SIGNATURE_WRONG, TestBroker.genuine().signAssertion(stranger.keyName(null)));
        Refused.as(
                Refusal.SIGNATURE_WRONG, TestBroker.genuine().signAssertion(stranger.keyName(TestKeys.BROKER.name())));
    }

    @Test
    @DisplayName("S-008: a KeyName chooses among the keys, and the others are not tried")
    void keyNameChooses() {
        TestSignature misnamed = GOOD.keyName(TestKeys.BROKER_NEXT.name());

        Refused.as(Refusal.SIGNATURE_WRONG, TestBroker.genuine().signAssertion(misnamed));
    }

    @Test
    @DisplayName("S-008: keys and certificates in KeyInfo are refused, the broker's own included")
    void keyInfoWithKeysIsRefused() throws GeneralSecurityException {
        KeyInfoFactory keys = KeyInfoFactory.getInstance("DOM");
        for (OwnKey key : List.of(TestKeys.STRANGER, TestKeys.BROKER)) {
            List<XMLStructure> hints = List.of(
                    keys.newX509Data(List.of(key.certificate())),
                    keyValue(keys, key),
                    keys.newRetrievalMethod("#_assertion"));
            for (XMLStructure hint : hints) {
                Refused.as(
                        Refusal.SIGNATURE_KEY_INFO,
                        TestBroker.genuine().signAssertion(TestSignature.by(key).otherKeyInfo(hint)));
            }
        }
    }

    @Test
    @DisplayName("S-006: a signature that cannot be computed is refused")
    void unreadableSignatureIsRefused() {
        Refused.as(
                Refusal.SIGNATURE_FORM,
                TestBroker.genuine()
                        .tamper(document -> TestBroker.only(
                                        TestBroker.signatureOf(TestBroker.assertionOf(document)), "SignatureValue")
                                .setTextContent("")));
    }

    @Test
    void changedContentIsRefused() {
        Refused.as(
                Refusal.SIGNATURE_WRONG,
                TestBroker.genuine().onTheWire(xml -> xml.replace("assurance-class:loa3", "assurance-class:loa4")));
    }

    private static void assertRefusedBy(Refusal refusal, byte[] message, OwnKey... keys) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> TestBroker.verify(message, TestBroker.NOW, TestBroker.broker(keys)))
                .extracting(RefusedException::refusal)
                .isEqualTo(refusal);
    }

    private static byte[] weaklySigned(String signatureMethod, String digestMethod) {
        TestSignature weak = GOOD.signatureMethod(signatureMethod).digestMethod(digestMethod);
        return TestBroker.genuine().signAssertion(weak).bytes();
    }

    private static XMLStructure keyValue(KeyInfoFactory keys, OwnKey key) throws GeneralSecurityException {
        try {
            return keys.newKeyValue(key.certificate().getPublicKey());
        } catch (java.security.KeyException e) {
            throw new GeneralSecurityException(e);
        }
    }

    private static Element referenceOf(Document document) {
        Element signature = TestBroker.signatureOf(TestBroker.assertionOf(document));
        return TestBroker.only(TestBroker.only(signature, "SignedInfo"), "Reference");
    }

    private static void withSantuarioFirst(Runnable check) {
        XMLDSigRI provider = new XMLDSigRI();
        Security.insertProviderAt(provider, 1);
        try {
            assertThat(XMLSignatureFactory.getInstance("DOM").getProvider()).isSameAs(provider);
            check.run();
        } finally {
            Security.removeProvider(provider.getName());
        }
    }
}
