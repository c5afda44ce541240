// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

class IdentityAttributesTests {

    private static final TestEncryption OURS = TestEncryption.forUs();
    private static final String PSEUDONYM = OURS.encryptedId(TestBroker.PSEUDO_TYPE, TestBroker.PSEUDONYM);
    private static final String KVK = OURS.encryptedId(TestBroker.KVK_TYPE, TestBroker.KVK);
    private static final String NEXT_VALUE = "</saml:AttributeValue><saml:AttributeValue>";

    @Nested
    class LegalSubjects {

        @ParameterizedTest
        @CsvSource({
            "urn:etoegang:1.9:EntityConcernedID:KvKnr, 1234567",
            "urn:etoegang:1.9:EntityConcernedID:KvKnr, 123456789",
            "urn:etoegang:1.9:EntityConcernedID:KvKnr, 1234567a",
            "urn:etoegang:1.9:EntityConcernedID:RSIN, 12345678",
            "urn:etoegang:1.13:EntityConcernedID:Pseudo, 12345678",
            "urn:etoegang:1.11:EntityConcernedID:eIDASLegalIdentifier, NL/NL/1"
        })
        void otherIdentifierIsRefused(String type, String value) {
            Refused.as(
                    Refusal.LEGAL_SUBJECT_INVALID, TestBroker.withSubjects(OURS.encryptedId(type, value), PSEUDONYM));
        }

        @Test
        void rsinAloneIsTaken() {
            byte[] message = TestBroker.withSubjects(OURS.encryptedId(TestBroker.RSIN_TYPE, "001234567"), PSEUDONYM)
                    .bytes();

            assertThat(TestBroker.verify(message).identity().legalSubject())
                    .isEqualTo(new LegalSubject(LegalSubject.RSIN, "001234567"));
        }

        @Test
        void ofSeveralTypesTheTradeRegisterCounts() {
            byte[] message = TestBroker.withSubjects(
                            OURS.encryptedId(TestBroker.RSIN_TYPE, "001234567") + NEXT_VALUE + KVK, PSEUDONYM)
                    .bytes();

            assertThat(TestBroker.verify(message).identity().legalSubject())
                    .isEqualTo(new LegalSubject(LegalSubject.KVK, TestBroker.KVK));
        }

        @Test
        void keysForOtherRecipientsBesideOursAreIgnored() {
            String others =
                    "<xenc:EncryptedKey Id=\"_other\" Recipient=\"urn:etoegang:DV:00000009999999990000:entities:1\">"
                            + "<xenc:EncryptionMethod Algorithm=\"" + TestEncryption.OAEP + "\"/><xenc:CipherData>"
                            + "<xenc:CipherValue>AAAA</xenc:CipherValue></xenc:CipherData>"
                            + "<xenc:CarriedKeyName>content</xenc:CarriedKeyName></xenc:EncryptedKey>";
            for (TestEncryption.Shape shape : List.of(TestEncryption.Shape.KEY_NAME, TestEncryption.Shape.BESIDE)) {
                String legal = OURS.shape(shape)
                        .encryptedId(TestBroker.KVK_TYPE, TestBroker.KVK)
                        .replace("</xenc:EncryptedData>", "</xenc:EncryptedData>" + others);

                assertThat(TestBroker.verify(TestBroker.withSubjects(legal, PSEUDONYM)
                                        .bytes())
                                .identity()
                                .legalSubject()
                                .value())
                        .isEqualTo(TestBroker.KVK);
            }
        }

        @Test
        void twoOfOneTypeAreRefused() {
            Refused.as(
                    Refusal.LEGAL_SUBJECT_INVALID,
                    TestBroker.withSubjects(
                            KVK + NEXT_VALUE + OURS.encryptedId(TestBroker.KVK_TYPE, "76543210"), PSEUDONYM));
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "01234567", "<saml:NameID>01234567</saml:NameID>"})
        void plainOrAbsentIdentifierIsRefused(String value) {
            Refused.as(Refusal.LEGAL_SUBJECT_INVALID, TestBroker.withSubjects(value, PSEUDONYM));
        }

        @Test
        void absentAttributeIsRefused() {
            Refused.as(
                    Refusal.LEGAL_SUBJECT_INVALID,
                    TestBroker.genuine().edit("core:LegalSubjectID", "core:IntermediateSubjectID"));
        }
    }

    @Nested
    @DisplayName("S-033: the acting subject")
    class ActingSubjects {

        @Test
        void absentActingSubjectIsRefused() {
            Refused.as(Refusal.ACTING_SUBJECT_INVALID, TestBroker.genuine().edit("core:ActingSubjectID", "core:Other"));
        }

        @Test
        void samePseudonymUnderAnotherTypeIsAnotherIdentity() {
            byte[] message = TestBroker.withSubjects(
                            KVK, OURS.encryptedId("urn:etoegang:1.9:EntityConcernedID:Pseudo", TestBroker.PSEUDONYM))
                    .bytes();

            assertThat(TestBroker.verify(message).identity().actingSubject())
                    .isNotEqualTo(new ActingSubject(TestBroker.PSEUDO_TYPE, TestBroker.PSEUDONYM));
        }

        @Test
        void pseudonymKeepsItsCase() {
            byte[] message = TestBroker.withSubjects(KVK, OURS.encryptedId(TestBroker.PSEUDO_TYPE, "aBcD@Ef"))
                    .bytes();

            assertThat(TestBroker.verify(message).identity().actingSubject().value())
                    .isEqualTo("aBcD@Ef");
        }

        @ParameterizedTest
        @CsvSource({
            "urn:etoegang:1.12:EntityConcernedID:BSN, 123456782",
            "urn:etoegang:1.9:EntityConcernedID:KvKnr, 01234567",
            "urn:etoegang:1.13:EntityConcernedID:Pseudo, 'two words'",
            "urn:etoegang:1.13:EntityConcernedID:Pseudo, é"
        })
        void otherIdentifierIsRefused(String type, String value) {
            Refused.as(Refusal.ACTING_SUBJECT_INVALID, TestBroker.withSubjects(KVK, OURS.encryptedId(type, value)));
        }
    }

    @Nested
    class NameIds {

        private static final String GOOD =
                "<saml:NameID xmlns:saml='urn:oasis:names:tc:SAML:2.0:assertion' NameQualifier='" + TestBroker.KVK_TYPE
                        + "'>01234567</saml:NameID>";

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "SPNameQualifier='x'",
                    "SPProvidedID='x'",
                    "Format='urn:oasis:names:tc:SAML:2.0:nameid-format:transient'"
                })
        void otherNameIdIsRefused(String attribute) {
            Refused.as(
                    Refusal.LEGAL_SUBJECT_INVALID,
                    TestBroker.withSubjects(
                            OURS.encryptedId(GOOD.replace("<saml:NameID ", "<saml:NameID " + attribute + " ")),
                            PSEUDONYM));
        }

        @Test
        void otherElementOrCommentIsRefused() {
            Refused.as(
                    Refusal.LEGAL_SUBJECT_INVALID,
                    TestBroker.withSubjects(OURS.encryptedId(GOOD.replace("NameID", "BaseID")), PSEUDONYM));
            Refused.as(
                    Refusal.LEGAL_SUBJECT_INVALID,
                    TestBroker.withSubjects(OURS.encryptedId(GOOD.replace("0123", "0123<!-- -->")), PSEUDONYM));
        }

        @Test
        @DisplayName("S-010: the decrypted text is parsed under the same rules")
        void doctypeInsideIsRefused() {
            Refused.as(
                    Refusal.DECRYPTION_FAILED,
                    TestBroker.withSubjects(OURS.encryptedId("<!DOCTYPE x>" + GOOD), PSEUDONYM));
        }
    }

    @Nested
    class Restrictions {

        private static final String VALUE = "<saml:AttributeValue>%s</saml:AttributeValue>";
        private static final String ESTABLISHMENT = "urn:etoegang:1.9:ServiceRestriction:Vestigingsnr";

        @Test
        void establishmentIsKept() {
            byte[] message =
                    with(ESTABLISHMENT, VALUE.formatted("000012345678")).bytes();

            assertThat(TestBroker.verify(message).identity().establishmentRestriction())
                    .isEqualTo("000012345678");
        }

        @Test
        void unreadableEstablishmentIsRefused() {
            Refused.as(Refusal.RESTRICTION_UNSUPPORTED, with(ESTABLISHMENT, VALUE.formatted("12345678")));
            Refused.as(Refusal.RESTRICTION_UNSUPPORTED, with(ESTABLISHMENT, ""));
            Refused.as(
                    Refusal.RESTRICTION_UNSUPPORTED,
                    with(ESTABLISHMENT, VALUE.formatted("000012345678") + VALUE.formatted("000012345679")));
        }

        @Test
        void restrictionWeCannotRespectIsRefused() {
            Refused.as(
                    Refusal.RESTRICTION_UNSUPPORTED,
                    with("urn:etoegang:1.9:ServiceRestriction:SubdossierNr", VALUE.formatted("0001")));
        }

        private static TestBroker with(String name, String values) {
            return TestBroker.genuine()
                    .edit(
                            "<saml:Attribute Name=\"urn:etoegang:core:ServiceID\">",
                            "<saml:Attribute Name=\"%s\">%s</saml:Attribute>".formatted(name, values)
                                    + "<saml:Attribute Name=\"urn:etoegang:core:ServiceID\">");
        }
    }

    @Nested
    @DisplayName("a chain authorisation")
    class Intermediaries {

        private static final String NUMBER = "urn:etoegang:1.9:IntermediateEntityID:KvKnr";
        private static final String SUBJECT = "urn:etoegang:core:IntermediateSubjectID";

        @Test
        void organisationInBetweenIsKeptHoweverItIsTold() {
            var expected = new LegalSubject(LegalSubject.KVK, "87654321");

            assertThat(intermediary(plain("87654321"))).isEqualTo(expected);
            assertThat(intermediary(encrypted("87654321"))).isEqualTo(expected);
            assertThat(intermediary(plain("87654321") + encrypted("87654321"))).isEqualTo(expected);
            assertThat(intermediary("")).isNull();
        }

        @Test
        void organisationInBetweenThatIsUnclearIsRefused() {
            for (String unclear : List.of(
                    plain("8765432"),
                    plain("87654321") + encrypted("87654320"),
                    "<saml:Attribute Name=\"" + SUBJECT + "\"/>",
                    plain("87654321")
                            .replace(
                                    "</saml:Attribute>",
                                    "<saml:AttributeValue>87654321</saml:AttributeValue></saml:Attribute>"))) {
                Refused.as(Refusal.INTERMEDIARY_INVALID, TestBroker.genuine().attribute(unclear));
            }
        }

        private static @Nullable LegalSubject intermediary(String attributes) {
            return TestBroker.verify(TestBroker.genuine().attribute(attributes).bytes())
                    .identity()
                    .intermediary();
        }

        private static String plain(String number) {
            return attribute(NUMBER, number);
        }

        private static String encrypted(String number) {
            return attribute(SUBJECT, OURS.encryptedId(TestBroker.KVK_TYPE, number));
        }
    }

    @Nested
    @DisplayName("attributes that come encrypted")
    class Encrypted {

        @Test
        void restrictionInsideIsRespected() {
            byte[] message = TestBroker.genuine()
                    .attribute(encrypted("urn:etoegang:1.9:ServiceRestriction:Vestigingsnr", "000012345678"))
                    .bytes();

            assertThat(TestBroker.verify(message).identity().establishmentRestriction())
                    .isEqualTo("000012345678");
            Refused.as(
                    Refusal.RESTRICTION_UNSUPPORTED,
                    TestBroker.genuine()
                            .attribute(encrypted("urn:etoegang:1.9:ServiceRestriction:SubdossierNr", "0001")));
        }

        @Test
        void attributeNobodyNeedsIsPassedOver() {
            byte[] message = TestBroker.genuine()
                    .attribute(encrypted("urn:etoegang:1.11:attribute-represented:CompanyName", "Voorbeeldbestuur"))
                    .bytes();

            assertThat(TestBroker.verify(message).identity().legalSubject().value())
                    .isEqualTo(TestBroker.KVK);
        }

        @Test
        void whatIsNoAttributeOrCannotBeOpenedIsRefused() {
            Refused.as(
                    Refusal.ATTRIBUTES_INVALID,
                    TestBroker.genuine()
                            .attribute(OURS.encryptedId(TestBroker.KVK_TYPE, TestBroker.KVK)
                                    .replace("EncryptedID", "EncryptedAttribute")));
            Refused.as(
                    Refusal.DECRYPTION_FAILED,
                    TestBroker.genuine()
                            .attribute(OURS.recipientKey(TestKeys.STRANGER)
                                    .encryptedId("<x/>")
                                    .replace("EncryptedID", "EncryptedAttribute")));
            Refused.as(
                    Refusal.ATTRIBUTES_INVALID,
                    TestBroker.genuine()
                            .attribute(Stream.generate(() -> encrypted("urn:voorbeeld:x", "1"))
                                    .limit(21)
                                    .collect(Collectors.joining())));
        }

        private static String encrypted(String name, String value) {
            return OURS.encryptedId(attribute(name, value)
                            .replace("<saml:Attribute ", "<saml:Attribute xmlns:saml=\"" + Saml.ASSERTION + "\" "))
                    .replace("EncryptedID", "EncryptedAttribute");
        }
    }

    private static String attribute(String name, String value) {
        return "<saml:Attribute Name=\"%s\"><saml:AttributeValue>%s</saml:AttributeValue></saml:Attribute>"
                .formatted(name, value);
    }

    @Nested
    @DisplayName("S-012: encryption")
    class Encryption {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "http://www.w3.org/2001/04/xmlenc#aes128-cbc",
                    "http://www.w3.org/2001/04/xmlenc#tripledes-cbc"
                })
        void otherContentAlgorithmIsRefused(String algorithm) {
            Refused.as(
                    Refusal.ENCRYPTION_ALGORITHM,
                    TestBroker.withSubjects(KVK.replace(TestEncryption.CBC, algorithm), PSEUDONYM));
        }

        @Test
        void rsa15IsRefusedBeforeAnythingIsDecrypted() {
            Refused.as(
                    Refusal.ENCRYPTION_ALGORITHM,
                    TestBroker.withSubjects(
                            OURS.transport(TestEncryption.RSA15).encryptedId(TestBroker.KVK_TYPE, TestBroker.KVK),
                            PSEUDONYM));
        }

        @Test
        void noKeyIsEvenAskedForBeforeAllTransportsAreKnown() {
            String rsa15 = OURS.transport(TestEncryption.RSA15).encryptedId(TestBroker.KVK_TYPE, TestBroker.KVK);
            String second = rsa15.substring(rsa15.indexOf("<xenc:EncryptedKey"), rsa15.indexOf("</saml:EncryptedID>"));
            String besideAGoodOne = OURS.shape(TestEncryption.Shape.BESIDE)
                    .encryptedId(TestBroker.KVK_TYPE, TestBroker.KVK)
                    .replace("</saml:EncryptedID>", second + "</saml:EncryptedID>");
            var unasked = new EncryptedIdentifiers(TestBroker.PROVIDER, () -> {
                throw new AssertionError("A key was asked for");
            });

            for (String refused : List.of(rsa15, besideAGoodOne, KVK.replace(TestEncryption.CBC, "urn:other"))) {
                assertThatExceptionOfType(RefusedException.class)
                        .isThrownBy(() -> unasked.open(encryptedId(refused)))
                        .extracting(RefusedException::refusal)
                        .isEqualTo(Refusal.ENCRYPTION_ALGORITHM);
            }
        }

        @Test
        void nothingIsDecryptedOfAMessageThatIsNotVerified() {
            var verification = new MessageVerification(
                    TestBroker.provider(),
                    () -> {
                        throw new AssertionError("A key was asked for");
                    },
                    Clock.fixed(TestBroker.NOW, ZoneOffset.UTC));
            byte[] tampered = TestBroker.genuine()
                    .onTheWire(xml -> xml.replace("assurance-class:loa3", "assurance-class:loa4"))
                    .bytes();
            byte[] unsigned = TestBroker.genuine().signAssertion(null).bytes();

            for (byte[] message : List.of(tampered, unsigned)) {
                assertThatExceptionOfType(RefusedException.class)
                        .isThrownBy(() -> verification.verify(
                                message,
                                new ExpectedAnswer(TestBroker.broker(), TestBroker.REQUEST, TestBroker.RESOLVE)));
            }
        }

        @Test
        void keyForAnotherIsRefused() {
            Refused.as(
                    Refusal.DECRYPTION_FAILED,
                    TestBroker.withSubjects(
                            OURS.recipient("urn:etoegang:DV:00000009999999990000:entities:1")
                                    .encryptedId(TestBroker.KVK_TYPE, TestBroker.KVK),
                            PSEUDONYM));
            Refused.as(
                    Refusal.DECRYPTION_FAILED,
                    TestBroker.withSubjects(
                            OURS.recipientKey(TestKeys.STRANGER).encryptedId(TestBroker.KVK_TYPE, TestBroker.KVK),
                            PSEUDONYM));
        }

        @Test
        void keyThatIsNotPointedAtIsRefused() {
            Refused.as(
                    Refusal.DECRYPTION_FAILED,
                    TestBroker.withSubjects(KVK.replace("URI=\"#", "URI=\"#other"), PSEUDONYM));
        }

        @Test
        void everyCorruptionGivesOneAnswer() {
            Random random = new Random(7);
            for (String whole :
                    new String[] {KVK, OURS.content(TestEncryption.GCM).encryptedId(TestBroker.KVK_TYPE, TestBroker.KVK)
                    }) {
                for (int i = 0; i < 100; i++) {
                    Element encrypted = encryptedId(corrupt(whole, random));
                    var identifiers = new EncryptedIdentifiers(
                            TestBroker.PROVIDER, () -> List.of(TestKeys.OURS, TestKeys.OURS_NEXT));

                    assertThatExceptionOfType(RefusedException.class)
                            .isThrownBy(() -> identifiers.open(encrypted))
                            .extracting(RefusedException::refusal)
                            .isEqualTo(Refusal.DECRYPTION_FAILED);
                }
            }
        }

        private static Element encryptedId(String xml) {
            return TestBroker.parse(xml.replace(
                            "<saml:EncryptedID ", "<saml:EncryptedID xmlns:saml=\"" + Saml.ASSERTION + "\" "))
                    .getDocumentElement();
        }

        /** Flips one bit in the wrapped key or in the last two blocks, so that key, padding or tag are wrong. */
        private static String corrupt(String whole, Random random) {
            int field = random.nextBoolean()
                    ? whole.indexOf("<xenc:CipherValue>")
                    : whole.lastIndexOf("<xenc:CipherValue>");
            int start = field + "<xenc:CipherValue>".length();
            int end = whole.indexOf('<', start);
            byte[] bytes = Base64.getDecoder().decode(whole.substring(start, end));
            int position = bytes.length - 1 - random.nextInt(16);
            bytes[position] ^= (byte) (1 << random.nextInt(8));
            return whole.substring(0, start) + Base64.getEncoder().encodeToString(bytes) + whole.substring(end);
        }
    }
}
