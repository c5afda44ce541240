// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.simulator;

import static nl.koppelpunt.simulator.TestLandscape.DV;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import nl.koppelpunt.platform.test.TestPki;
import nl.koppelpunt.simulator.saml.ArtifactPort;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.w3c.dom.Element;

@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"management.server.port=0", "simulator.soap-port=0"})
@Import({TestLandscape.class, ArtifactPort.class})
@ExtendWith(OutputCaptureExtension.class)
class BrokerSimulatorApplicationTests {

    private static final String CORE = "urn:etoegang:core:";

    @LocalServerPort
    int port;

    @LocalManagementPort
    int managementPort;

    @Autowired
    ArtifactPort soap;

    TestBrowser browser = new TestBrowser(0);

    @BeforeEach
    void openBrowser() {
        browser = new TestBrowser(port);
    }

    @AfterEach
    void closeBrowser() {
        browser.close();
    }

    @Nested
    class WholeLogin {

        @Test
        void endsInAnAssertionTheServiceCanCheck() throws Exception {
            var request = DV.authnRequest("_request-" + System.nanoTime());
            var login = TestBrowser.location(browser.postRequest(DV.signed(request), "relay & state"));

            assertThat(browser.get(login).body())
                    .contains("Maak een keuze", "Voorbeeld Middelen A", "Verder", "Annuleren", "Mijn Helpdesk");
            browser.post(login + "/leverancier", "leverancier=middelen-a");
            assertThat(browser.get(login).body()).contains("Voorbeeld Middelen A", "Gebruikersnaam", "Wachtwoord");
            browser.post(login + "/wachtwoord", "gebruikersnaam=contact-a&wachtwoord=oefenen-a&niveau=LOA3");
            assertThat(browser.get(login).body()).contains("contact-a@bestuur-a.example", "code van 6 cijfers");
            var back = browser.post(login + "/code", "code=" + TestBrowser.lastMailedCode("contact-a"));

            assertThat(back.statusCode()).isEqualTo(303);
            assertThat(TestBrowser.location(back)).startsWith(TestDv.ACS + "?SAMLart=");
            var parameters = TestBrowser.parameters(back);
            assertThat(parameters)
                    .containsEntry("RelayState", "relay & state")
                    .containsOnlyKeys("SAMLart", "RelayState");
            var response = resolved(parameters);
            var assertion = TestXml.one(response, "Assertion");
            var id = TestXml.parse(request).getDocumentElement().getAttribute("ID");

            assertThat(response.getAttribute("Destination")).isEqualTo(TestDv.ACS);
            assertThat(response.getAttribute("InResponseTo")).isEqualTo(id);
            assertThat(TestXml.text(response, "Issuer")).isEqualTo(TestDv.BROKER);
            assertThat(TestXml.text(assertion, "Issuer")).isEqualTo(TestDv.BROKER);
            assertThat(TestXml.isSignedBy(brokerKey(), assertion)).isTrue();
            assertThat(TestXml.one(assertion, "Signature/KeyInfo")
                            .getChildNodes()
                            .getLength())
                    .isOne();
            assertThat(TestXml.text(assertion, "Signature/KeyInfo/KeyName")).isEqualTo(brokerKeyName());
            assertThat(TestXml.text(assertion, "Signature/SignatureValue")).doesNotContainPattern("\\s");
            var confirmation = TestXml.one(assertion, "Subject/SubjectConfirmation/SubjectConfirmationData");
            assertThat(confirmation.getAttribute("InResponseTo")).isEqualTo(id);
            assertThat(confirmation.getAttribute("Recipient")).isEqualTo(TestDv.ACS);
            assertThat(TestXml.text(assertion, "Conditions/AudienceRestriction/Audience"))
                    .isEqualTo(TestDv.ENTITY_ID);
            assertThat(TestXml.text(assertion, "AuthnStatement/AuthnContext/AuthnContextClassRef"))
                    .isEqualTo("urn:etoegang:core:assurance-class:loa3");
            assertThat(TestXml.text(assertion, "AuthnStatement/AuthnContext/AuthenticatingAuthority"))
                    .isEqualTo("urn:etoegang:AD:00000003900000010000:entities:9001");
            assertThat(attribute(assertion, "ServiceID").getTextContent()).isEqualTo(TestDv.SERVICE_ID);
            assertThat(attribute(assertion, "ServiceUUID").getTextContent()).hasSize(36);
            assertThat(identifier(assertion, "LegalSubjectID"))
                    .isEqualTo("urn:etoegang:1.9:EntityConcernedID:KvKnr|90000001");
            assertThat(identifier(assertion, "ActingSubjectID"))
                    .matches("urn:etoegang:1\\.13:EntityConcernedID:Pseudo\\|[0-9a-f]{64}@[0-9a-f]{32}");
        }

        @Test
        void isValidFromFiveSecondsAgoForTwoMinutes() throws Exception {
            var assertion = TestXml.one(resolved(logIn("middelen-a", "contact-a", "")), "Assertion");
            var issued = Instant.parse(assertion.getAttribute("IssueInstant"));
            var conditions = TestXml.one(assertion, "Conditions");

            assertThat(Instant.parse(conditions.getAttribute("NotBefore"))).isEqualTo(issued.minusSeconds(5));
            assertThat(Instant.parse(conditions.getAttribute("NotOnOrAfter"))).isEqualTo(issued.plusSeconds(120));
            assertThat(issued).isBetween(Instant.now().minus(Duration.ofMinutes(1)), Instant.now());
        }

        @Test
        void carriesTheStatementOfTheSupplierUnderAnotherKey() throws Exception {
            var assertion = TestXml.one(resolved(logIn("middelen-b", "contact-b", "")), "Assertion");
            var evidence = TestXml.one(assertion, "Advice/Assertion");

            assertThat(TestXml.text(evidence, "Issuer"))
                    .isEqualTo("urn:etoegang:AD:00000003900000020000:entities:9001");
            assertThat(TestXml.isSignedBy(brokerKey(), evidence)).isFalse();
            assertThat(TestXml.text(evidence, "Signature/KeyInfo/KeyName")).isNotEqualTo(brokerKeyName());
        }

        @Test
        void encryptsAsTheSchemeDoes() throws Exception {
            var assertion = TestXml.one(resolved(logIn("middelen-a", "contact-a", "")), "Assertion");
            var encrypted = TestXml.one(attribute(assertion, "ActingSubjectID"), "EncryptedID");
            var key = TestXml.one(encrypted, "EncryptedKey");

            assertThat(key.getAttribute("Recipient")).isEqualTo(TestDv.ENTITY_ID);
            assertThat(TestXml.text(key, "KeyInfo/KeyName")).isEqualTo("dv-encryption");
            assertThat(TestXml.one(key, "EncryptionMethod").getAttribute("Algorithm"))
                    .isEqualTo("http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p");
            assertThat(TestXml.one(encrypted, "EncryptedData/EncryptionMethod").getAttribute("Algorithm"))
                    .isEqualTo("http://www.w3.org/2001/04/xmlenc#aes256-cbc");
            assertThat(TestXml.one(encrypted, "EncryptedData/KeyInfo/RetrievalMethod")
                            .getAttribute("URI"))
                    .isEqualTo("#" + key.getAttribute("Id"));
        }

        @Test
        void namesThePersonByMeansAndNotByLogin() throws Exception {
            var first = assertionOf(logIn("middelen-a", "contact-a", ""));
            var again = assertionOf(logIn("middelen-a", "contact-a", ""));
            var otherMeans = assertionOf(logIn("middelen-b", "contact-a", ""));
            var otherPerson = assertionOf(logIn("middelen-a", "contact-b", ""));

            assertThat(identifier(again, "ActingSubjectID")).isEqualTo(identifier(first, "ActingSubjectID"));
            assertThat(identifier(otherMeans, "ActingSubjectID")).isNotEqualTo(identifier(first, "ActingSubjectID"));
            assertThat(identifier(otherPerson, "ActingSubjectID")).isNotEqualTo(identifier(first, "ActingSubjectID"));
            assertThat(TestXml.text(again, "Subject/NameID")).isNotEqualTo(TestXml.text(first, "Subject/NameID"));
        }

        @Test
        void worksByRedirectToo() throws Exception {
            var query = DV.redirectQuery(DV.authnRequest(), "relay-2");
            var login = TestBrowser.location(browser.get("/saml/sso?" + query));
            var code = browser.upToCode(login, "middelen-c", "contact-c", "");
            var parameters = TestBrowser.parameters(browser.post(login + "/code", "code=" + code));

            assertThat(parameters).containsEntry("RelayState", "relay-2");
            assertThat(identifier(assertionOf(parameters), "LegalSubjectID")).endsWith("|90000003");
        }

        @Test
        void leavesNoSecretInTheLog(CapturedOutput output) throws Exception {
            var login = browser.begin(DV);
            var code = browser.upToCode(login, "middelen-a", "contact-a", "");
            var parameters = TestBrowser.parameters(browser.post(login + "/code", "code=" + code));
            resolved(parameters);

            assertThat(output.getAll()).doesNotContain("oefenen-a", code, "90000001", artifact(parameters));
        }
    }

    @Nested
    class OtherEnds {

        @Test
        void cancellingIsToldAsFailedAuthentication() throws Exception {
            var login = browser.begin(DV);
            var response = resolved(TestBrowser.parameters(browser.post(login + "/annuleren", "")));

            assertThat(statuses(response)).isEqualTo("Responder/AuthnFailed");
            assertThat(TestXml.text(response, "Status/StatusMessage")).isEqualTo("Inloggen geannuleerd");
            assertThat(TestXml.count(response, "Assertion")).isZero();
        }

        @Test
        void cancellingIsPossibleUntilTheCode() throws Exception {
            var login = browser.begin(DV);
            browser.upToCode(login, "middelen-a", "contact-a", "");

            assertThat(statuses(resolved(TestBrowser.parameters(browser.post(login + "/annuleren", "")))))
                    .isEqualTo("Responder/AuthnFailed");
            assertThat(browser.get(login).statusCode()).isEqualTo(410);
        }

        @Test
        void noAuthorisationIsToldAsUnsupportedRequest() throws Exception {
            var response = resolved(logIn("middelen-a", "contact-a", "&geenMachtiging=true"));

            assertThat(statuses(response)).isEqualTo("Responder/RequestUnsupported");
            assertThat(TestXml.count(response, "Assertion")).isZero();
        }

        @Test
        void lowerLevelIsSaidInTheAssertion() throws Exception {
            assertThat(TestXml.text(
                            assertionOf(logIn("middelen-a", "contact-a", "&niveau=LOA2")),
                            "AuthnStatement/AuthnContext/AuthnContextClassRef"))
                    .isEqualTo("urn:etoegang:core:assurance-class:loa2");
        }

        @Test
        void wrongPasswordSaysNothingOfTheUser() {
            var login = browser.begin(DV);
            browser.post(login + "/leverancier", "leverancier=middelen-a");
            var wrongPassword = browser.post(login + "/wachtwoord", "gebruikersnaam=contact-a&wachtwoord=x");
            var unknownUser = browser.post(login + "/wachtwoord", "gebruikersnaam=niemand&wachtwoord=x");

            assertThat(wrongPassword.statusCode()).isEqualTo(422);
            assertThat(wrongPassword.body())
                    .contains("Deze gegevens kloppen niet")
                    .isEqualTo(unknownUser.body());
        }

        @Test
        void thirdWrongCodeEndsTheLogin() throws Exception {
            var login = browser.begin(DV);
            var code = browser.upToCode(login, "middelen-a", "contact-a", "");
            var wrong = code.equals("000000") ? "000001" : "000000";

            assertThat(browser.post(login + "/code", "code=" + wrong).statusCode())
                    .isEqualTo(422);
            assertThat(browser.post(login + "/code", "code=" + wrong).statusCode())
                    .isEqualTo(422);
            var ended = browser.post(login + "/code", "code=" + wrong);
            assertThat(statuses(resolved(TestBrowser.parameters(ended)))).isEqualTo("Responder/AuthnFailed");
            assertThat(browser.post(login + "/code", "code=" + code).statusCode())
                    .isEqualTo(410);
        }

        @Test
        void noSupplierIsAskedForAgain() {
            var login = browser.begin(DV);

            assertThat(browser.post(login + "/leverancier", "").body()).contains("Kies uw leverancier.");
            assertThat(browser.post(login + "/leverancier", "leverancier=onbekend")
                            .statusCode())
                    .isEqualTo(422);
        }

        @Test
        void formOfAnEarlierPageLeadsToThePageOfNow() {
            var login = browser.begin(DV);
            browser.post(login + "/leverancier", "leverancier=middelen-a");

            assertThat(TestBrowser.location(browser.post(login + "/leverancier", "leverancier=middelen-b")))
                    .isEqualTo(login);
            assertThat(browser.get(login).body()).contains("Voorbeeld Middelen A");
        }
    }

    @Nested
    class Refusals {

        @Test
        void unsignedRequest(CapturedOutput output) {
            refuses(DV.authnRequest());

            assertThat(output).contains("Request refused: expected-one-Signature");
        }

        @Test
        void requestChangedAfterSigning(CapturedOutput output) {
            refuses(DV.signed(DV.authnRequest()).replace("ForceAuthn=\"true\"", "ForceAuthn=\"false\""));

            assertThat(output).contains("Request refused: signature-invalid");
        }

        @Test
        void requestUnderAnUnknownKey() {
            var other = TestLandscape.PKI.issue("someone else");
            refuses(TestXml.signed(DV.authnRequest(), other.keyPair().getPrivate(), TestXml.keyName("dv-key")));
            refuses(TestXml.signed(
                    DV.authnRequest(),
                    other.keyPair().getPrivate(),
                    TestXml.keyValue(other.keyPair().getPublic())));
        }

        @Test
        void keyInfoThatIsMoreThanAName(CapturedOutput output) {
            var key = DV.signing.keyPair();
            refuses(TestXml.signed(DV.authnRequest(), key.getPrivate(), TestXml.keyValue(key.getPublic())));

            assertThat(output).contains("Request refused: key-info-not-only-a-name");
        }

        @Test
        void requestMeantForAnother(CapturedOutput output) {
            refuses(DV.signed(DV.authnRequest().replace(TestDv.SSO, "http://localhost:8099/saml/sso")));

            assertThat(output).contains("Request refused: destination");
        }

        @Test
        void requestSentTwice(CapturedOutput output) {
            var request = DV.signed(DV.authnRequest());
            assertThat(browser.postRequest(request, "r").statusCode()).isEqualTo(303);
            refuses(request);

            assertThat(output).contains("Request refused: seen-before");
        }

        @Test
        void requestOfLongAgo(CapturedOutput output) {
            refuses(DV.signed(
                    DV.authnRequest().replaceAll("IssueInstant=\"[^\"]+", "IssueInstant=\"2026-01-01T00:00:00Z")));

            assertThat(output).contains("Request refused: issue-instant");
        }

        @Test
        void answerToAnAddressThatIsNotInTheMetadata() {
            refuses(DV.signed(DV.authnRequest()
                    .replace(
                            "AssertionConsumerServiceIndex=\"1\"",
                            "AssertionConsumerServiceURL=\"https://elsewhere.example/acs\"")));
            refuses(DV.signed(DV.authnRequest()
                    .replace("AssertionConsumerServiceIndex=\"1\"", "AssertionConsumerServiceIndex=\"7\"")));
        }

        @Test
        void documentTypeAndNonsense() {
            refuses("<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/hostname\">]><a>&b;</a>");
            refuses("nonsense");
            assertThat(browser.post("/saml/sso", "").statusCode()).isEqualTo(400);
            assertThat(browser.post("/saml/sso", "SAMLRequest=a&SAMLRequest=b").statusCode())
                    .isEqualTo(400);
        }

        @Test
        void requestThatIsTooLarge(CapturedOutput output) {
            var answer = browser.post("/saml/sso", "SAMLRequest=" + "a".repeat(300_000));

            assertThat(answer.statusCode()).isEqualTo(413);
            assertThat(output).contains("Request refused: too-large").doesNotContain("\tat ");
        }

        @Test
        void relayStateOfMoreThanEightyBytes() {
            assertThat(browser.postRequest(DV.signed(DV.authnRequest()), "r".repeat(81))
                            .statusCode())
                    .isEqualTo(400);
        }

        @Test
        void redirectWhoseQueryWasChanged() {
            var query = DV.redirectQuery(DV.authnRequest(), "relay-3");

            assertThat(browser.get("/saml/sso?" + query.replace("relay-3", "relay-4"))
                            .statusCode())
                    .isEqualTo(400);
            assertThat(browser.get("/saml/sso?" + query.replaceAll("&Signature=.*", ""))
                            .statusCode())
                    .isEqualTo(400);
            assertThat(browser.get("/saml/sso?" + query + "&RelayState=x").statusCode())
                    .isEqualTo(400);
            assertThat(browser.get("/saml/sso").statusCode()).isEqualTo(400);
        }

        private void refuses(String request) {
            var answer = browser.postRequest(request, "r");

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("U kunt niet verder").doesNotContain("Exception");
        }
    }

    @Nested
    class BackChannel {

        @Test
        void artifactIsOfTypeFourAndNamesTheBroker() throws Exception {
            var artifact = Base64.getDecoder().decode(artifact(logIn("middelen-a", "contact-a", "")));
            var sourceId = MessageDigest.getInstance("SHA-1").digest(TestDv.BROKER.getBytes(StandardCharsets.UTF_8));

            assertThat(artifact).hasSize(44).startsWith(0, 4, 0, 0);
            assertThat(Arrays.copyOfRange(artifact, 4, 24)).isEqualTo(sourceId);
        }

        @Test
        void artifactIsResolvedOnce() throws Exception {
            var parameters = logIn("middelen-a", "contact-a", "");

            assertThat(TestXml.count(artifactResponse(parameters), "Response")).isOne();
            assertThat(TestXml.count(artifactResponse(parameters), "Response")).isZero();
        }

        @Test
        void clientOfAnotherAuthorityIsNotLetIn(CapturedOutput output) throws Exception {
            var parameters = logIn("middelen-a", "contact-a", "");
            var resolve = DV.signed(DV.artifactResolve(artifact(parameters)));
            var stranger = new TestPki("another CA").issue("stranger");

            assertThatExceptionOfType(IOException.class).isThrownBy(() -> DV.resolve(soap.port(), resolve, stranger));
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> DV.resolve(soap.port(), resolve, null));
            assertThat(output)
                    .contains("Client refused: (certificate_unknown)", "Client refused: (certificate_required)");
            assertThat(TestXml.count(artifactResponse(parameters), "Response")).isOne();
        }

        @Test
        void resolveThatIsTooLargeIsAFault() throws Exception {
            var answer = DV.resolve(soap.port(), "<a>" + "a".repeat(70_000) + "</a>");

            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.body()).contains("soap:Fault");
        }

        @Test
        void unsignedResolveIsAFaultAndCostsNothing(CapturedOutput output) throws Exception {
            var parameters = logIn("middelen-a", "contact-a", "");
            var answer = DV.resolve(soap.port(), DV.artifactResolve(artifact(parameters)));

            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.body()).contains("soap:Fault").doesNotContain("Exception", "Assertion");
            assertThat(output).contains("ArtifactResolve refused: expected-one-Signature");
            assertThat(TestXml.count(artifactResponse(parameters), "Response")).isOne();
        }
    }

    @Nested
    class Surface {

        @Test
        void metadataIsSignedWithTheKeyItNames() throws Exception {
            var entity = metadata();

            assertThat(entity.getAttribute("entityID")).isEqualTo(TestDv.BROKER);
            assertThat(TestXml.isSignedBy(brokerKey(), entity)).isTrue();
            assertThat(TestXml.count(entity, "Signature/KeyInfo/X509Data/X509Certificate"))
                    .isOne();
            assertThat(TestXml.count(entity, "Signature/KeyInfo/KeyName")).isZero();
            assertThat(TestXml.count(entity, "IDPSSODescriptor/SingleSignOnService"))
                    .isEqualTo(2);
            assertThat(TestXml.one(entity, "IDPSSODescriptor/ArtifactResolutionService")
                            .getAttribute("Location"))
                    .isEqualTo("https://localhost:8491/artifact");
        }

        @Test
        void pagesAllowNoScriptAndFormsOnlyToTheService() {
            var page = browser.get(browser.begin(DV));

            assertThat(page.headers().firstValue("Content-Security-Policy"))
                    .hasValue("default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'; "
                            + "form-action 'self' http://localhost:8080");
            assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-cache, no-store");
            assertThat(page.headers().firstValue("Pragma")).hasValue("no-cache");
            assertThat(page.body()).doesNotContain("<script", "style=");
        }

        @Test
        void unknownLoginHasExpired() {
            assertThat(browser.get("/inloggen/unknown").statusCode()).isEqualTo(410);
            assertThat(browser.post("/inloggen/unknown/code", "code=1").body()).contains("Deze pagina is verlopen");
        }

        @Test
        void anExpiredPageLeadsBackToTheService() {
            assertThat(browser.get("/inloggen/unknown").body())
                    .contains("<a href=\"http://localhost:8080\">Terug naar de dienst</a>");
        }

        @Test
        void unknownPageHasAPageOfItsOwn() {
            var answer = browser.get("/no/such/page");

            assertThat(answer.statusCode()).isEqualTo(404);
        }

        @Test
        void healthIsAskedOnAPortOfItsOwn() {
            try (var launcher = new TestBrowser(managementPort)) {
                assertThat(launcher.get("/actuator/health").body()).contains("UP");
            }
            assertThat(browser.get("/actuator/health").statusCode()).isEqualTo(404);
        }
    }

    private Map<String, String> logIn(String supplier, String user, String options) {
        return browser.logIn(DV, supplier, user, options);
    }

    private Element assertionOf(Map<String, String> parameters) throws Exception {
        return TestXml.one(resolved(parameters), "Assertion");
    }

    @Nested
    class LogOut {

        @Test
        void endsTheSessionThatIsNamedAsItWasTold() throws Exception {
            var request = DV.logOutRequest(told.name(), told.index());

            var page = browser.post("/saml/slo", form(DV.signed(request)));

            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body())
                    .contains("U bent uitgelogd", "action=\"" + TestDv.SLO + "\"", "value=\"relay-1\"", "Verder");
            assertThat(page.headers().firstValue("Content-Security-Policy"))
                    .hasValueSatisfying(
                            policy -> assertThat(policy).endsWith("form-action 'self' http://localhost:8080"));
            var answer = answer(page.body());
            assertThat(TestXml.isSignedBy(brokerKey(), answer)).isTrue();
            assertThat(answer.getAttribute("Destination")).isEqualTo(TestDv.SLO);
            assertThat(answer.getAttribute("InResponseTo"))
                    .isEqualTo(TestXml.parse(request).getDocumentElement().getAttribute("ID"));
            assertThat(status(answer)).endsWith(":Success");
        }

        @Test
        void sessionThatIsOverOrWasNeverToldIsNotEnded() throws Exception {
            browser.post("/saml/slo", form(DV.signed(DV.logOutRequest(told.name(), told.index()))));

            for (var request :
                    List.of(DV.logOutRequest(told.name(), told.index()), DV.logOutRequest("_never", told.index()))) {
                var page = browser.post("/saml/slo", form(DV.signed(request)));
                assertThat(status(answer(page.body()))).endsWith(":Requester");
            }
        }

        @Test
        void requestByAddressIsTakenToo() throws Exception {
            var page = browser.get(
                    "/saml/slo?" + DV.redirectQuery(DV.logOutRequest(told.name(), told.index()), "relay-1"));

            assertThat(status(answer(page.body()))).endsWith(":Success");
        }

        @Test
        void requestThatIsNotSignedEndsNothing(CapturedOutput output) throws Exception {
            var request = DV.logOutRequest(told.name(), told.index());

            assertThat(browser.post("/saml/slo", form(request)).statusCode()).isEqualTo(400);
            var changed = DV.signed(request).replace(told.name(), "_other");
            assertThat(browser.post("/saml/slo", form(changed)).statusCode()).isEqualTo(400);
            assertThat(output)
                    .contains("Request refused: expected-one-Signature", "Request refused: signature-invalid");

            var page = browser.post("/saml/slo", form(DV.signed(DV.logOutRequest(told.name(), told.index()))));
            assertThat(status(answer(page.body()))).endsWith(":Success");
        }

        @Test
        void metadataOffersBothWays() {
            assertThat(browser.get("/metadata").body())
                    .contains("<md:SingleLogoutService", "http://localhost:8090/saml/slo");
        }

        private record Told(String name, String index) {}

        private Told told = new Told("", "");

        @BeforeEach
        void logIn() throws Exception {
            var assertion =
                    TestXml.one(resolved(browser.logIn(DV, "middelen-a", "contact-a", "&niveau=LOA3")), "Assertion");
            told = new Told(
                    TestXml.text(assertion, "Subject/NameID"),
                    TestXml.one(assertion, "AuthnStatement").getAttribute("SessionIndex"));
        }

        private static String form(String message) {
            return "SAMLRequest="
                    + TestDv.encoded(Base64.getEncoder().encodeToString(message.getBytes(StandardCharsets.UTF_8)))
                    + "&RelayState=relay-1";
        }

        private static Element answer(String page) {
            var value =
                    Pattern.compile("name=\"SAMLResponse\" value=\"([^\"]+)\"").matcher(page);
            assertThat(value.find()).isTrue();
            return TestXml.parse(new String(Base64.getDecoder().decode(value.group(1)), StandardCharsets.UTF_8))
                    .getDocumentElement();
        }

        private static String status(Element answer) {
            return TestXml.one(answer, "Status/StatusCode").getAttribute("Value");
        }
    }

    private Element resolved(Map<String, String> parameters) throws Exception {
        return TestXml.one(artifactResponse(parameters), "Response");
    }

    private Element artifactResponse(Map<String, String> parameters) throws Exception {
        var answer = DV.resolve(soap.port(), DV.signed(DV.artifactResolve(artifact(parameters))));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/xml;charset=UTF-8");
        var response = TestXml.one(TestXml.parse(answer.body()), "Envelope/Body/ArtifactResponse");
        assertThat(TestXml.isSignedBy(brokerKey(), response)).isTrue();
        assertThat(TestXml.one(response, "Status/StatusCode").getAttribute("Value"))
                .endsWith(":Success");
        return response;
    }

    private Element metadata() {
        return TestXml.parse(browser.get("/metadata").body()).getDocumentElement();
    }

    private PublicKey brokerKey() throws Exception {
        var base64 = TestXml.text(metadata(), "IDPSSODescriptor/KeyDescriptor/KeyInfo/X509Data/X509Certificate");
        var encoded = new ByteArrayInputStream(Base64.getDecoder().decode(base64));
        return CertificateFactory.getInstance("X.509")
                .generateCertificate(encoded)
                .getPublicKey();
    }

    private String brokerKeyName() {
        return TestXml.text(metadata(), "IDPSSODescriptor/KeyDescriptor/KeyInfo/KeyName");
    }

    private static String artifact(Map<String, String> parameters) {
        return Objects.requireNonNull(parameters.get("SAMLart"));
    }

    private static String statuses(Element response) {
        var outer = TestXml.one(response, "Status/StatusCode").getAttribute("Value");
        var inner = TestXml.one(response, "Status/StatusCode/StatusCode").getAttribute("Value");
        return outer.replaceAll(".*:", "") + "/" + inner.replaceAll(".*:", "");
    }

    private static Element attribute(Element assertion, String name) {
        return TestXml.one(assertion, "AttributeStatement/Attribute[@Name='" + CORE + name + "']/AttributeValue");
    }

    private static String identifier(Element assertion, String name) {
        var encrypted = TestXml.one(attribute(assertion, name), "EncryptedID");
        var nameId = TestXml.decrypted(encrypted, DV.encryption.keyPair().getPrivate());
        return nameId.getAttribute("NameQualifier") + "|" + nameId.getTextContent();
    }
}
