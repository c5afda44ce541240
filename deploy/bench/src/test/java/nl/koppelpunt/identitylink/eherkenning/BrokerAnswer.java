// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

/**
 * An answer as large as those of a broker in production: besides the two signatures and the two encrypted identifiers it
 * carries the signed statements of the supplier and of the register of authorisations, which are evidence and not read.
 */
final class BrokerAnswer {

    private static final String REGISTER = "urn:etoegang:MR:00000003000000000000:entities:9002";

    private BrokerAnswer() {}

    static byte[] bytes() {
        return TestBroker.genuine()
                .edit("</saml:Advice>", registerStatement() + "</saml:Advice>")
                .bytes();
    }

    private static String registerStatement() {
        return """
            <saml:Assertion ID="_authorisation" Version="2.0" IssueInstant="%s"><saml:Issuer>%s</saml:Issuer>\
            <saml:Subject>%s</saml:Subject><saml:Conditions NotBefore="%s" NotOnOrAfter="%s"/>\
            <saml:AttributeStatement>\
            <saml:Attribute Name="urn:etoegang:core:ServiceID"><saml:AttributeValue>%s</saml:AttributeValue>\
            </saml:Attribute><saml:Attribute Name="urn:etoegang:core:LegalSubjectID"><saml:AttributeValue>%s\
            </saml:AttributeValue></saml:Attribute></saml:AttributeStatement></saml:Assertion>""".formatted(
                        TestBroker.NOW,
                        REGISTER,
                        forAnother(TestBroker.PSEUDO_TYPE, TestBroker.PSEUDONYM),
                        TestBroker.NOW.minusSeconds(5),
                        TestBroker.NOW.plusSeconds(120),
                        TestBroker.SERVICE,
                        forAnother(TestBroker.KVK_TYPE, TestBroker.KVK));
    }

    private static String forAnother(String type, String value) {
        return TestEncryption.forUs()
                .recipientKey(TestKeys.STRANGER)
                .recipient(TestBroker.ENTITY)
                .encryptedId(type, value);
    }
}
