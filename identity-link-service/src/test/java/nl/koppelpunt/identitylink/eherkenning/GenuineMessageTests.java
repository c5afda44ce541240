// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class GenuineMessageTests {

    @Test
    void genuineMessageProvesAnIdentity() {
        ProvedLogin login = TestBroker.verify(TestBroker.genuine().bytes());

        VerifiedIdentity identity = login.identity();
        assertThat(identity.brokerEntityId()).isEqualTo(TestBroker.ENTITY);
        assertThat(identity.legalSubject()).isEqualTo(new LegalSubject(LegalSubject.KVK, TestBroker.KVK));
        assertThat(identity.actingSubject()).isEqualTo(new ActingSubject(TestBroker.PSEUDO_TYPE, TestBroker.PSEUDONYM));
        assertThat(identity.levelOfAssurance()).isEqualTo(LevelOfAssurance.LOA3);
        assertThat(identity.serviceId()).isEqualTo(TestBroker.SERVICE);
        assertThat(identity.establishmentRestriction()).isNull();
        assertThat(identity.authenticatedAt()).isEqualTo(TestBroker.NOW);
        assertThat(login.responseId()).isEqualTo("_response");
        assertThat(login.assertionId()).isEqualTo("_assertion");
    }

    @Test
    void responseMayBeSignedToo() {
        byte[] answer = TestBroker.genuine()
                .signResponse(TestSignature.by(TestKeys.BROKER))
                .bytes();

        assertThat(TestBroker.verify(answer).identity().legalSubject().value()).isEqualTo(TestBroker.KVK);
    }

    @Test
    void withoutKeyNameEveryValidKeyIsTried() {
        TestSignature unnamed = TestSignature.by(TestKeys.BROKER_NEXT).keyName(null);

        byte[] answer =
                TestBroker.genuine().signAssertion(unnamed).signAnswer(unnamed).bytes();

        assertThat(TestBroker.verify(answer).assertionId()).isEqualTo("_assertion");
    }

    @ParameterizedTest
    @EnumSource
    void keyIsFoundWhereverItLies(TestEncryption.Shape shape) {
        TestEncryption encryption = TestEncryption.forUs().shape(shape);

        assertThat(TestBroker.verify(subjects(encryption).bytes())
                        .identity()
                        .actingSubject()
                        .value())
                .isEqualTo(TestBroker.PSEUDONYM);
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown to us", "content"})
    void keyIsFoundUnderAnUnknownName(String keyName) {
        TestEncryption encryption =
                TestEncryption.forUs().recipientKey(TestKeys.OURS).keyName(keyName);

        assertThat(TestBroker.verify(subjects(encryption).bytes())
                        .identity()
                        .legalSubject()
                        .value())
                .isEqualTo(TestBroker.KVK);
    }

    @Test
    void nextKeyAndGcmAreTakenToo() {
        TestEncryption encryption =
                TestEncryption.forUs().recipientKey(TestKeys.OURS_NEXT).content(TestEncryption.GCM);

        assertThat(TestBroker.verify(subjects(encryption).bytes())
                        .identity()
                        .legalSubject()
                        .value())
                .isEqualTo(TestBroker.KVK);
    }

    @Test
    void keyForAnotherRecipientIsPassedOver() {
        String both = TestEncryption.forUs()
                .shape(TestEncryption.Shape.KEY_NAME)
                .encryptedId(TestBroker.KVK_TYPE, "01234567");
        String foreign = TestEncryption.forUs()
                .shape(TestEncryption.Shape.KEY_NAME)
                .recipientKey(TestKeys.STRANGER)
                .recipient("urn:etoegang:DV:00000009999999990000:entities:1")
                .encryptedId(TestBroker.KVK_TYPE, "01234567");
        String foreignKey =
                foreign.substring(foreign.indexOf("<xenc:EncryptedKey"), foreign.indexOf("</saml:EncryptedID>"));
        String legal = both.replace("<xenc:EncryptedKey", foreignKey + "<xenc:EncryptedKey");

        byte[] answer = TestBroker.withSubjects(
                        legal, TestEncryption.forUs().encryptedId(TestBroker.PSEUDO_TYPE, TestBroker.PSEUDONYM))
                .bytes();

        assertThat(TestBroker.verify(answer).identity().legalSubject().value()).isEqualTo(TestBroker.KVK);
    }

    @Test
    void kvkNumberComesBeforeRsin() {
        String both = TestEncryption.forUs().encryptedId(TestBroker.RSIN_TYPE, "123456789")
                + "</saml:AttributeValue><saml:AttributeValue>"
                + TestEncryption.forUs().encryptedId(TestBroker.KVK_TYPE, TestBroker.KVK);

        byte[] answer = TestBroker.withSubjects(
                        both, TestEncryption.forUs().encryptedId(TestBroker.PSEUDO_TYPE, TestBroker.PSEUDONYM))
                .bytes();

        assertThat(TestBroker.verify(answer).identity().legalSubject().kvkNumber())
                .contains(TestBroker.KVK);
    }

    @Test
    void nothingOfAnIdentityIsPrinted() {
        ProvedLogin login = TestBroker.verify(TestBroker.genuine().bytes());

        assertThat(login.toString()
                        + login.identity().legalSubject()
                        + login.identity().actingSubject())
                .doesNotContain(TestBroker.KVK, TestBroker.PSEUDONYM);
    }

    private static TestBroker subjects(TestEncryption encryption) {
        return TestBroker.withSubjects(
                encryption.encryptedId(TestBroker.KVK_TYPE, TestBroker.KVK),
                encryption.encryptedId(TestBroker.PSEUDO_TYPE, TestBroker.PSEUDONYM));
    }
}
