// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

/** Every field that must be there is taken away or made wrong, and all is signed again as the broker would. */
class MessageFieldTests {

    private static final Duration SKEW = Duration.ofSeconds(30);
    private static final String END = TestBroker.NOW.plusSeconds(120).toString();
    private static final String ISSUER = "<saml:Issuer>" + TestBroker.ENTITY + "</saml:Issuer>";
    private static final String RESPONSE_HEAD = "InResponseTo=\"" + TestBroker.REQUEST + "\">" + ISSUER;
    private static final String ASSERTION_HEAD = "IssueInstant=\"" + TestBroker.NOW + "\">" + ISSUER;
    private static final String RECIPIENT = "Recipient=\"" + TestBroker.ACS + "\"";
    private static final String DESTINATION = "Destination=\"" + TestBroker.ACS + "\"";
    private static final String CONFIRMATION = "<saml:SubjectConfirmationData InResponseTo=\"" + TestBroker.REQUEST
            + "\" " + RECIPIENT + " NotOnOrAfter=\"" + END + "\"/>";

    @Nested
    class Envelope {

        @Test
        void faultIsAnOutage() {
            Refused.as(
                    Refusal.BROKER_FAULT,
                    "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body><s:Fault/></s:Body></s:Envelope>"
                            .getBytes(StandardCharsets.UTF_8));
        }

        @Test
        void answerToAnotherResolveIsRefused() {
            Refused.as(
                    Refusal.IN_RESPONSE_TO_MISMATCH,
                    TestBroker.genuine().edit("\"" + TestBroker.RESOLVE + "\"", "\"_other\""));
        }

        @Test
        void answerWithoutResponseIsRefused() {
            Refused.as(
                    Refusal.ARTIFACT_UNRESOLVED,
                    TestBroker.genuine()
                            .tamper(document ->
                                    TestBroker.answerOf(document).removeChild(TestBroker.responseOf(document))));
        }

        @Test
        void twoResponsesAreRefused() {
            Refused.as(Refusal.MESSAGE_STRUCTURE, TestBroker.genuine().tamper(document -> {
                var second = (Element) TestBroker.responseOf(document).cloneNode(false);
                second.setAttributeNS(null, "ID", "_second");
                TestBroker.answerOf(document).appendChild(second);
            }));
        }

        @ParameterizedTest
        @ValueSource(strings = {"Version=\"1.1\"", "Version=\"2.1\"", ""})
        void otherVersionIsRefused(String version) {
            Refused.as(Refusal.VERSION_UNSUPPORTED, TestBroker.genuine().edit("Version=\"2.0\"", version));
        }
    }

    @Nested
    @DisplayName("S-013: Issuer")
    class Issuer {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "<saml:Issuer>urn:etoegang:HM:00000003123456780000:entities:9002</saml:Issuer>",
                    "<saml:Issuer>URN:etoegang:HM:00000003123456780000:entities:9001</saml:Issuer>",
                    "<saml:Issuer Format=\"urn:oasis:names:tc:SAML:2.0:nameid-format:entity\">urn:etoegang:HM:00000003123456780000:entities:9001</saml:Issuer>",
                    "<saml:Issuer NameQualifier=\"x\">urn:etoegang:HM:00000003123456780000:entities:9001</saml:Issuer>",
                    "<saml:Issuer>urn:etoegang:HM:00000003123456780000:entities:9001<!-- x --></saml:Issuer>",
                    "<saml:Issuer> urn:etoegang:HM:00000003123456780000:entities:9001</saml:Issuer>"
                })
        void otherIssuerIsRefused(String issuer) {
            Refused.as(
                    Refusal.ISSUER_MISMATCH,
                    TestBroker.genuine().edit(RESPONSE_HEAD, RESPONSE_HEAD.replace(ISSUER, issuer)));
            Refused.as(
                    Refusal.ISSUER_MISMATCH,
                    TestBroker.genuine()
                            .edit(
                                    ASSERTION_HEAD + "<saml:Subject>",
                                    ASSERTION_HEAD.replace(ISSUER, issuer) + "<saml:Subject>"));
        }

        @Test
        void otherIssuerOfTheAnswerAroundItIsRefused() {
            String head = "InResponseTo=\"" + TestBroker.RESOLVE + "\">" + ISSUER;

            Refused.as(
                    Refusal.ISSUER_MISMATCH,
                    TestBroker.genuine().edit(head, head.replace("entities:9001", "entities:9002")));
        }

        @Test
        void absentIssuerIsRefused() {
            Refused.as(
                    Refusal.ISSUER_MISMATCH,
                    TestBroker.genuine().edit(RESPONSE_HEAD, RESPONSE_HEAD.replace(ISSUER, "")));
        }
    }

    @Nested
    @DisplayName("S-016 and S-017: correlation and destination")
    class Correlation {

        @Test
        void responseToAnotherRequestIsRefused() {
            Refused.as(
                    Refusal.IN_RESPONSE_TO_MISMATCH,
                    TestBroker.genuine().edit(RESPONSE_HEAD, RESPONSE_HEAD.replace(TestBroker.REQUEST, "_other")));
        }

        @Test
        void responseToNothingIsRefused() {
            Refused.as(Refusal.IN_RESPONSE_TO_MISMATCH, TestBroker.genuine().edit(RESPONSE_HEAD, ">" + ISSUER));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "Destination=\"\"",
                    "Destination=\"https://portaal.example.nl/eherkenning/acs/\"",
                    "Destination=\"https://portaal.example.nl:443/eherkenning/acs\"",
                    "Destination=\"http://portaal.example.nl/eherkenning/acs\""
                })
        void otherDestinationIsRefused(String destination) {
            Refused.as(Refusal.DESTINATION_MISMATCH, TestBroker.genuine().edit(DESTINATION, destination));
        }
    }

    @Nested
    @DisplayName("S-014 and S-015: one assertion, confirmed for the bearer")
    class Confirmation {

        @Test
        void secondAssertionIsRefused() {
            Refused.as(Refusal.ASSERTION_COUNT, TestBroker.genuine().tamper(document -> {
                var second = (Element) TestBroker.assertionOf(document).cloneNode(false);
                second.setAttributeNS(null, "ID", "_second");
                TestBroker.responseOf(document).appendChild(second);
            }));
        }

        @Test
        void successWithoutAssertionIsRefused() {
            Refused.as(
                    Refusal.ASSERTION_COUNT,
                    TestBroker.genuine()
                            .tamper(document ->
                                    TestBroker.responseOf(document).removeChild(TestBroker.assertionOf(document))));
        }

        @Test
        void otherMethodIsRefused() {
            Refused.as(Refusal.SUBJECT_UNCONFIRMED, TestBroker.genuine().edit("cm:bearer", "cm:holder-of-key"));
        }

        @Test
        void subjectWithoutConfirmationIsRefused() {
            Refused.as(
                    Refusal.SUBJECT_UNCONFIRMED,
                    TestBroker.genuine()
                            .edit(
                                    "<saml:SubjectConfirmation Method=\"urn:oasis:names:tc:SAML:2.0:cm:bearer\">"
                                            + CONFIRMATION + "</saml:SubjectConfirmation>",
                                    ""));
        }

        @Test
        void confirmationWithoutDataIsRefused() {
            Refused.as(Refusal.SUBJECT_UNCONFIRMED, TestBroker.genuine().edit(CONFIRMATION, ""));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "Recipient=\"https://portaal.example.nl/eherkenning/acs/\"",
                    "Recipient=\"https://portaal.example.nl:443/eherkenning/acs\"",
                    "Recipient=\"https://elders.example.nl/eherkenning/acs\""
                })
        void otherRecipientIsRefused(String recipient) {
            Refused.as(Refusal.RECIPIENT_MISMATCH, TestBroker.genuine().edit(RECIPIENT, recipient));
        }

        @Test
        void confirmationOfAnotherRequestIsRefused() {
            Refused.as(
                    Refusal.IN_RESPONSE_TO_MISMATCH,
                    TestBroker.genuine().edit(CONFIRMATION, CONFIRMATION.replace(TestBroker.REQUEST, "_other")));
            Refused.as(
                    Refusal.IN_RESPONSE_TO_MISMATCH,
                    TestBroker.genuine()
                            .edit(
                                    CONFIRMATION,
                                    CONFIRMATION.replace("InResponseTo=\"" + TestBroker.REQUEST + "\"", "")));
        }

        @Test
        void confirmationWithoutEndIsRefused() {
            Refused.as(
                    Refusal.SUBJECT_UNCONFIRMED,
                    TestBroker.genuine().edit(CONFIRMATION, CONFIRMATION.replace("NotOnOrAfter=\"" + END + "\"", "")));
        }

        @Test
        void confirmationWithStartIsRefused() {
            Refused.as(
                    Refusal.SUBJECT_UNCONFIRMED,
                    TestBroker.genuine()
                            .edit(CONFIRMATION, CONFIRMATION.replace("/>", " NotBefore=\"" + TestBroker.NOW + "\"/>")));
        }

        @Test
        void oneGoodConfirmationIsEnough() {
            String holder = "<saml:SubjectConfirmation Method=\"urn:oasis:names:tc:SAML:2.0:cm:holder-of-key\"/>";
            byte[] message = TestBroker.genuine()
                    .edit("</saml:SubjectConfirmation>", "</saml:SubjectConfirmation>" + holder)
                    .bytes();

            assertThat(TestBroker.verify(message).assertionId()).isEqualTo("_assertion");
        }
    }

    @Nested
    @DisplayName("S-021: Conditions")
    class Conditions {

        private static final String START = "Conditions NotBefore=\"";

        @Test
        void absentConditionsAreRefused() {
            Refused.as(
                    Refusal.CONDITIONS_MISSING,
                    TestBroker.genuine()
                            .edit("<saml:Conditions", "<saml:Advice")
                            .edit("</saml:Conditions>", "</saml:Advice>"));
        }

        @Test
        void conditionsWithoutStartAreRefused() {
            Refused.as(Refusal.CONDITIONS_MISSING, TestBroker.genuine().edit(START, "Conditions Unknown=\""));
        }

        @Test
        void conditionsWithoutEndAreRefused() {
            String range = "NotBefore=\"" + TestBroker.NOW.minusSeconds(5) + "\"";
            Refused.as(
                    Refusal.CONDITIONS_MISSING,
                    TestBroker.genuine().edit(range + " NotOnOrAfter=\"" + END + "\"", range));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    TestBroker.ACS,
                    "urn:etoegang:DV:00000009999999990000:entities:1",
                    "URN:etoegang:DV:00000001234567890000:entities:9001"
                })
        void otherAudienceIsRefused(String audience) {
            Refused.as(
                    Refusal.AUDIENCE_MISMATCH,
                    TestBroker.genuine().edit("<saml:Audience>" + TestBroker.PROVIDER, "<saml:Audience>" + audience));
        }

        @Test
        void noAudienceOrTwoRestrictionsAreRefused() {
            String restriction = "<saml:AudienceRestriction><saml:Audience>" + TestBroker.PROVIDER
                    + "</saml:Audience></saml:AudienceRestriction>";

            Refused.as(Refusal.AUDIENCE_MISMATCH, TestBroker.genuine().edit(restriction, ""));
            Refused.as(Refusal.AUDIENCE_MISMATCH, TestBroker.genuine().edit(restriction, restriction + restriction));
            Refused.as(
                    Refusal.AUDIENCE_MISMATCH, TestBroker.genuine().edit(restriction, "<saml:AudienceRestriction/>"));
        }

        @Test
        void unknownConditionIsRefused() {
            Refused.as(
                    Refusal.CONDITION_UNKNOWN,
                    TestBroker.genuine().edit("</saml:Conditions>", "<saml:Condition/></saml:Conditions>"));
        }

        @Test
        void oneTimeUseIsUnderstood() {
            byte[] message = TestBroker.genuine()
                    .edit("</saml:Conditions>", "<saml:OneTimeUse/></saml:Conditions>")
                    .bytes();

            assertThat(TestBroker.verify(message).assertionId()).isEqualTo("_assertion");
        }
    }

    @Nested
    @DisplayName("S-022: clock skew, to the second")
    class Skew {

        private final byte[] message = TestBroker.genuine()
                .edit("AuthnInstant=\"" + TestBroker.NOW, "AuthnInstant=\"" + TestBroker.NOW.minusSeconds(3600))
                .edit("IssueInstant=\"" + TestBroker.NOW, "IssueInstant=\"" + TestBroker.NOW.minusSeconds(60))
                .bytes();

        @Test
        void messageHoldsFromItsStartLessTheSkew() {
            Instant first = TestBroker.NOW.minusSeconds(5).minus(SKEW);

            Refused.as(Refusal.NOT_YET_VALID, message, first.minusSeconds(1));
            assertThat(TestBroker.verify(message, first).assertionId()).isEqualTo("_assertion");
            assertThat(TestBroker.verify(message, first.plusSeconds(1)).assertionId())
                    .isEqualTo("_assertion");
        }

        @Test
        void messageHoldsUntilItsEndPlusTheSkew() {
            Instant end = TestBroker.NOW.plusSeconds(120).plus(SKEW);

            assertThat(TestBroker.verify(message, end.minusSeconds(1)).assertionId())
                    .isEqualTo("_assertion");
            Refused.as(Refusal.NO_LONGER_VALID, message, end);
            Refused.as(Refusal.NO_LONGER_VALID, message, end.plusSeconds(1));
        }

        @Test
        void conditionsAndConfirmationEndEachOnTheirOwn() {
            String early = TestBroker.NOW.minusSeconds(31).toString();

            Refused.as(
                    Refusal.NO_LONGER_VALID, TestBroker.genuine().edit(CONFIRMATION, CONFIRMATION.replace(END, early)));
            Refused.as(
                    Refusal.NO_LONGER_VALID,
                    TestBroker.genuine()
                            .edit(
                                    "\" NotOnOrAfter=\"" + END + "\"><saml:AudienceRestriction",
                                    "\" NotOnOrAfter=\"" + early + "\"><saml:AudienceRestriction"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"2026-11-01T10:00:00+01:00", "2026-11-01 10:00:00Z", "2026-11-01T10:00:00", "morgen"})
        void otherNotationIsRefused(String moment) {
            Refused.as(
                    Refusal.SUBJECT_UNCONFIRMED,
                    TestBroker.genuine().edit(CONFIRMATION, CONFIRMATION.replace(END, moment)));
        }
    }

    @Nested
    @DisplayName("S-023 and S-024: level, service and freshness")
    class Authentication {

        private static final String LOA3 = "urn:etoegang:core:assurance-class:loa3<";

        @ParameterizedTest
        @CsvSource({
            "urn:etoegang:core:assurance-class:loa1, LEVEL_TOO_LOW",
            "urn:etoegang:core:assurance-class:loa2, LEVEL_TOO_LOW",
            "urn:etoegang:core:assurance-class:loa2plus, LEVEL_TOO_LOW",
            "urn:etoegang:core:assurance-class:loa5, LEVEL_UNKNOWN",
            "urn:etoegang:core:assurance-class:LOA3, LEVEL_UNKNOWN",
            "http://eidas.europa.eu/LoA/high, LEVEL_UNKNOWN"
        })
        void lowerOrUnknownLevelIsRefused(String level, Refusal refusal) {
            Refused.as(refusal, TestBroker.genuine().edit(LOA3, level + "<"));
        }

        @Test
        void higherLevelIsEnough() {
            byte[] message =
                    TestBroker.genuine().edit("class:loa3<", "class:loa4<").bytes();

            assertThat(TestBroker.verify(message).identity().levelOfAssurance()).isEqualTo(LevelOfAssurance.LOA4);
        }

        @Test
        void absentOrDoubledLevelIsRefused() {
            String level = "<saml:AuthnContextClassRef>" + LOA3 + "/saml:AuthnContextClassRef>";

            Refused.as(Refusal.LEVEL_UNKNOWN, TestBroker.genuine().edit(level, ""));
            Refused.as(Refusal.LEVEL_UNKNOWN, TestBroker.genuine().edit(level, level + level));
        }

        @Test
        void twoStatementsOrNoneAreRefused() {
            String end = "</saml:AuthnStatement>";
            String second = end + "<saml:AuthnStatement AuthnInstant=\"" + TestBroker.NOW + "\">" + end;

            Refused.as(Refusal.AUTHENTICATION_STATEMENT, TestBroker.genuine().edit(end, second));
            Refused.as(
                    Refusal.AUTHENTICATION_STATEMENT,
                    TestBroker.genuine()
                            .edit("<saml:AuthnStatement", "<saml:Advice")
                            .edit(end, "</saml:Advice>"));
        }

        @Test
        void staleOrFutureAuthenticationIsRefused() {
            Refused.as(Refusal.AUTHENTICATION_STALE, authenticatedAt(TestBroker.NOW.minusSeconds(7231)));
            assertThat(TestBroker.verify(authenticatedAt(TestBroker.NOW.minusSeconds(7230))
                                    .bytes())
                            .assertionId())
                    .isEqualTo("_assertion");
            Refused.as(Refusal.AUTHENTICATION_STALE, authenticatedAt(TestBroker.NOW.plusSeconds(31)));
            assertThat(TestBroker.verify(authenticatedAt(TestBroker.NOW.plusSeconds(30))
                                    .bytes())
                            .assertionId())
                    .isEqualTo("_assertion");
        }

        @Test
        void endedSessionIsRefused() {
            Refused.as(
                    Refusal.AUTHENTICATION_STALE,
                    TestBroker.genuine()
                            .edit(
                                    "<saml:AuthnStatement",
                                    "<saml:AuthnStatement SessionNotOnOrAfter=\"" + TestBroker.NOW.minusSeconds(31)
                                            + "\""));
        }

        @Test
        void otherServiceIsRefused() {
            String value = "<saml:AttributeValue>" + TestBroker.SERVICE + "</saml:AttributeValue>";

            Refused.as(
                    Refusal.SERVICE_MISMATCH,
                    TestBroker.genuine().edit(value, value.replace("services:1<", "services:2<")));
            Refused.as(Refusal.SERVICE_MISMATCH, TestBroker.genuine().edit(value, value + value));
            Refused.as(Refusal.SERVICE_MISMATCH, TestBroker.genuine().edit(value, ""));
            Refused.as(
                    Refusal.SERVICE_MISMATCH,
                    TestBroker.genuine().edit(TestBroker.SERVICE_UUID, "00000000-9d0f-4a4e-9a9e-0f5f7f4d3c11"));
        }

        private static TestBroker authenticatedAt(Instant moment) {
            return TestBroker.genuine().edit("AuthnInstant=\"" + TestBroker.NOW, "AuthnInstant=\"" + moment);
        }
    }

    @Nested
    class Status {

        @ParameterizedTest
        @CsvSource({
            "Responder, AuthnFailed, CANCELLED",
            "Responder, RequestUnsupported, ACCESS_DENIED",
            "Requester, RequestDenied, ACCESS_DENIED",
            "Responder, NoAuthnContext, LEVEL_NOT_REACHED",
            "Responder, SomethingElse, BROKER_FAULT",
            "VersionMismatch, AuthnFailed, STATUS_UNKNOWN"
        })
        void statusTellsWhyThereIsNoLogin(String topLevel, String secondLevel, Refusal refusal) {
            Refused.as(refusal, TestBroker.failing(topLevel, secondLevel));
        }

        @Test
        void failureWithAnAssertionIsRefused() {
            Refused.as(
                    Refusal.ASSERTION_COUNT,
                    TestBroker.genuine()
                            .edit(
                                    ISSUER
                                            + "<samlp:Status><samlp:StatusCode Value=\"urn:oasis:names:tc:SAML:2.0:status:Success\"/></samlp:Status><saml:Assertion",
                                    ISSUER
                                            + "<samlp:Status><samlp:StatusCode Value=\"urn:oasis:names:tc:SAML:2.0:status:Responder\"><samlp:StatusCode Value=\"urn:oasis:names:tc:SAML:2.0:status:AuthnFailed\"/></samlp:StatusCode></samlp:Status><saml:Assertion"));
        }

        @Test
        @DisplayName("S-019: a failure that answers no request of ours is refused as invalid")
        void unsolicitedFailureIsInvalid() {
            Refused.as(
                    Refusal.IN_RESPONSE_TO_MISMATCH,
                    TestBroker.failing("Responder", "AuthnFailed").edit(TestBroker.REQUEST, "_other"));
        }
    }
}
