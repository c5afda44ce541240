// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * A broker that answers as a genuine one does, unless a test edits the text before signing, changes how it signs, or
 * tampers with what was signed.
 */
final class TestBroker {

    static final String ENTITY = TestVerifiedIdentities.BROKER;
    static final String PROVIDER = "urn:etoegang:DV:00000001234567890000:entities:9001";
    static final String SERVICE = TestVerifiedIdentities.SERVICE;
    static final String SERVICE_UUID = "2f1c1f3e-9d0f-4a4e-9a9e-0f5f7f4d3c11";
    static final String ACS = "https://portaal.example.nl/eherkenning/acs";
    static final String REQUEST = "_request0123456789abcdef";
    static final String RESOLVE = "_resolve0123456789abcdef";
    static final String KVK_TYPE = "urn:etoegang:1.9:EntityConcernedID:KvKnr";
    static final String RSIN_TYPE = "urn:etoegang:1.9:EntityConcernedID:RSIN";
    static final String PSEUDO_TYPE = TestVerifiedIdentities.PSEUDONYM_TYPE;
    static final String KVK = "01234567";
    static final String PSEUDONYM = "0A1b".repeat(16) + "@" + "9f8E".repeat(8);

    /** The moment of all messages; certificates are valid around it. */
    static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

    private static final String ASSERTION = """
            <saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_assertion" Version="2.0" \
            IssueInstant="{now}"><saml:Issuer>{broker}</saml:Issuer><saml:Subject>\
            <saml:NameID Format="urn:oasis:names:tc:SAML:2.0:nameid-format:transient" \
            NameQualifier="urn:etoegang:AD:00000003000000000000:entities:9001">_transient</saml:NameID>\
            <saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer">\
            <saml:SubjectConfirmationData InResponseTo="{request}" Recipient="{acs}" NotOnOrAfter="{end}"/>\
            </saml:SubjectConfirmation></saml:Subject><saml:Conditions NotBefore="{start}" NotOnOrAfter="{end}">\
            <saml:AudienceRestriction><saml:Audience>{provider}</saml:Audience></saml:AudienceRestriction>\
            </saml:Conditions><saml:Advice><saml:Assertion ID="_declaration" Version="2.0" IssueInstant="{now}">\
            <saml:Issuer>urn:etoegang:AD:00000003000000000000:entities:9001</saml:Issuer><saml:Subject>\
            <saml:NameID NameQualifier="urn:etoegang:1.9:EntityConcernedID:KvKnr">99999999</saml:NameID></saml:Subject>\
            <saml:AttributeStatement><saml:Attribute Name="urn:etoegang:core:Representation">\
            <saml:AttributeValue>true</saml:AttributeValue></saml:Attribute></saml:AttributeStatement></saml:Assertion>\
            </saml:Advice><saml:AuthnStatement AuthnInstant="{now}"><saml:AuthnContext>\
            <saml:AuthnContextClassRef>urn:etoegang:core:assurance-class:loa3</saml:AuthnContextClassRef>\
            <saml:AuthenticatingAuthority>urn:etoegang:AD:00000003000000000000:entities:9001\
            </saml:AuthenticatingAuthority></saml:AuthnContext></saml:AuthnStatement><saml:AttributeStatement>\
            {attributes}</saml:AttributeStatement></saml:Assertion>""";

    private static final String ANSWER = """
            <soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body>\
            <samlp:ArtifactResponse xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" \
            xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_answer" Version="2.0" IssueInstant="{now}" \
            InResponseTo="{resolve}"><saml:Issuer>{broker}</saml:Issuer><samlp:Status>\
            <samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>\
            <samlp:Response ID="_response" Version="2.0" IssueInstant="{now}" Destination="{acs}" \
            InResponseTo="{request}"><saml:Issuer>{broker}</saml:Issuer>{status}{assertion}</samlp:Response>\
            </samlp:ArtifactResponse></soapenv:Body></soapenv:Envelope>""";

    private static final String SUCCESS = """
            <samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>""";

    private String text;
    private @Nullable TestSignature assertionSignature = TestSignature.by(TestKeys.BROKER);
    private @Nullable TestSignature responseSignature;
    private @Nullable TestSignature answerSignature = TestSignature.by(TestKeys.BROKER);
    private final List<Consumer<Document>> earlyTampering = new ArrayList<>();
    private final List<Consumer<Document>> tampering = new ArrayList<>();
    private UnaryOperator<String> wireTampering = UnaryOperator.identity();

    private TestBroker(String status, String assertion) {
        String start = NOW.minusSeconds(5).toString();
        this.text = ANSWER.replace("{status}", status)
                .replace("{assertion}", assertion)
                .replace("{now}", NOW.toString())
                .replace("{start}", start)
                .replace("{end}", NOW.plusSeconds(120).toString())
                .replace("{broker}", ENTITY)
                .replace("{provider}", PROVIDER)
                .replace("{acs}", ACS)
                .replace("{request}", REQUEST)
                .replace("{resolve}", RESOLVE);
    }

    static TestBroker genuine() {
        return withSubjects(
                TestEncryption.forUs().encryptedId(KVK_TYPE, KVK),
                TestEncryption.forUs().encryptedId(PSEUDO_TYPE, PSEUDONYM));
    }

    static TestBroker withSubjects(String legalSubject, String actingSubject) {
        String attributes = """
            <saml:Attribute Name="urn:etoegang:core:ServiceID"><saml:AttributeValue>%s</saml:AttributeValue>\
            </saml:Attribute><saml:Attribute Name="urn:etoegang:core:ServiceUUID"><saml:AttributeValue>%s\
            </saml:AttributeValue></saml:Attribute><saml:Attribute Name="urn:etoegang:core:LegalSubjectID">\
            <saml:AttributeValue>%s</saml:AttributeValue></saml:Attribute>\
            <saml:Attribute Name="urn:etoegang:core:ActingSubjectID"><saml:AttributeValue>%s</saml:AttributeValue>\
            </saml:Attribute>""".formatted(SERVICE, SERVICE_UUID, legalSubject, actingSubject);
        return new TestBroker(SUCCESS, ASSERTION.replace("{attributes}", attributes));
    }

    static TestBroker failing(String topLevel, String secondLevel) {
        return new TestBroker("""
                <samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:%s"><samlp:StatusCode \
                Value="urn:oasis:names:tc:SAML:2.0:status:%s"/></samlp:StatusCode><samlp:StatusMessage>&lt;b&gt;nee\
                </samlp:StatusMessage></samlp:Status>""".formatted(topLevel, secondLevel), "");
    }

    /** Changes the text before anything is signed; the text to change must be there. */
    TestBroker edit(String from, String to) {
        if (!text.contains(from)) {
            throw new IllegalArgumentException("Not in the message: " + from);
        }
        text = text.replace(from, to);
        return this;
    }

    boolean hasAssertion() {
        return text.contains("<saml:Assertion");
    }

    TestBroker signAssertion(@Nullable TestSignature signature) {
        assertionSignature = signature;
        return this;
    }

    TestBroker signResponse(@Nullable TestSignature signature) {
        responseSignature = signature;
        return this;
    }

    TestBroker signAnswer(@Nullable TestSignature signature) {
        answerSignature = signature;
        return this;
    }

    /** Changes the document after the assertion was signed and before the ArtifactResponse is. */
    TestBroker tamper(Consumer<Document> change) {
        tampering.add(change);
        return this;
    }

    /** Changes the document before anything is signed. */
    TestBroker tamperBeforeSigning(Consumer<Document> change) {
        earlyTampering.add(change);
        return this;
    }

    TestBroker onTheWire(UnaryOperator<String> change) {
        wireTampering = change;
        return this;
    }

    byte[] bytes() {
        Document document = parse(text);
        earlyTampering.forEach(change -> change.accept(document));
        Element answer = answerOf(document);
        Element response = only(answer, "Response");
        List<Element> assertions = Elements.children(response, Saml.ASSERTION, "Assertion");
        for (Element assertion : assertions) {
            signDeclarations(assertion);
            if (assertionSignature != null) {
                assertionSignature.sign(assertion);
            }
        }
        if (responseSignature != null) {
            responseSignature.sign(response);
        }
        tampering.forEach(change -> change.accept(document));
        if (answerSignature != null) {
            answerSignature.sign(answerOf(document));
        }
        return wireTampering.apply(write(document)).getBytes(StandardCharsets.UTF_8);
    }

    /** The Response alone and signed, as a browser would bring it. */
    byte[] posted() {
        if (responseSignature == null) {
            responseSignature = TestSignature.by(TestKeys.BROKER);
        }
        return postedAsIs();
    }

    byte[] postedAsIs() {
        Document answer = parse(new String(bytes(), StandardCharsets.UTF_8));
        Document alone = parse("<x/>");
        alone.replaceChild(alone.importNode(responseOf(answer), true), alone.getDocumentElement());
        return write(alone).getBytes(StandardCharsets.UTF_8);
    }

    /** Adds attributes to the statement, in clear or encrypted. */
    TestBroker attribute(String xml) {
        return edit(
                "<saml:Attribute Name=\"urn:etoegang:core:ServiceID\">",
                xml + "<saml:Attribute Name=\"urn:etoegang:core:ServiceID\">");
    }

    private static void signDeclarations(Element assertion) {
        for (Element advice : Elements.children(assertion, Saml.ASSERTION, "Advice")) {
            for (Element declaration : Elements.children(advice, Saml.ASSERTION, "Assertion")) {
                TestSignature.by(TestKeys.STRANGER).sign(declaration);
            }
        }
    }

    static Element answerOf(Document document) {
        return Elements.children(
                        Elements.children(document.getDocumentElement()).getLast())
                .getFirst();
    }

    static Element responseOf(Document document) {
        return only(answerOf(document), "Response");
    }

    static Element assertionOf(Document document) {
        return Elements.children(responseOf(document), Saml.ASSERTION, "Assertion")
                .getFirst();
    }

    static Element signatureOf(Element signed) {
        return only(signed, "Signature");
    }

    static Element only(Element parent, String name) {
        return Elements.children(parent).stream()
                .filter(child -> name.equals(child.getLocalName()))
                .findFirst()
                .orElseThrow();
    }

    static Broker broker() {
        return broker(TestKeys.BROKER, TestKeys.BROKER_NEXT);
    }

    static Broker broker(OwnKey... keys) {
        List<VerificationKey> verification = new ArrayList<>();
        for (OwnKey key : keys) {
            verification.add(new VerificationKey(key.name(), key.certificate()));
        }
        return new Broker(ENTITY, Endpoints.NONE, Endpoints.NONE, java.util.Map.of(), verification, Instant.MAX);
    }

    static ServiceProvider provider() {
        return new ServiceProvider(
                SchemeProfile.ETOEGANG_1_13,
                PROVIDER,
                ACS,
                SERVICE,
                SERVICE_UUID,
                LevelOfAssurance.LOA3,
                SignatureRules.OF_THE_SCHEME,
                java.time.Duration.ofSeconds(30),
                AuthenticationRequests.LIFETIME);
    }

    static ProvedLogin verify(byte[] answer) {
        return verify(answer, NOW);
    }

    static ProvedLogin verify(byte[] answer, Instant moment) {
        return verify(answer, moment, broker());
    }

    static ProvedLogin verify(byte[] answer, Instant moment, Broker broker) {
        return verification(moment).verify(answer, new ExpectedAnswer(broker, REQUEST, RESOLVE));
    }

    static ProvedLogin verifyPosted(byte[] message) {
        return verification(NOW).verifyPosted(message, new ExpectedAnswer(broker(), REQUEST, ""));
    }

    private static MessageVerification verification(Instant moment) {
        Clock clock = Clock.fixed(moment, ZoneOffset.UTC);
        return new MessageVerification(provider(), () -> List.of(TestKeys.OURS_NEXT, TestKeys.OURS), clock);
    }

    static Document parse(String xml) {
        try {
            return DocumentBuilderFactory.newDefaultNSInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
        } catch (SAXException | IOException | ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    static String write(Document document) {
        try {
            var transformer = TransformerFactory.newDefaultInstance().newTransformer();
            transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
            StringWriter out = new StringWriter();
            transformer.transform(new DOMSource(document), new StreamResult(out));
            return out.toString();
        } catch (TransformerException e) {
            throw new IllegalStateException(e);
        }
    }
}
