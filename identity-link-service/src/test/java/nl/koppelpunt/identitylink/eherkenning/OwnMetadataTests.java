// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import static nl.koppelpunt.identitylink.eherkenning.TestRings.activeFrom;
import static nl.koppelpunt.identitylink.eherkenning.TestRings.keys;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import nl.koppelpunt.identitylink.eherkenning.EHerkenningProperties.ShownKeys;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.ls.DOMImplementationLS;
import org.w3c.dom.ls.LSInput;

class OwnMetadataTests {

    private static final Instant NOON = TestBroker.NOW;
    private static final DOMImplementationLS DOM =
            (DOMImplementationLS) TestBroker.parse("<x/>").getImplementation();

    private final AtomicReference<Instant> now = new AtomicReference<>(NOON.minusSeconds(1));
    private final DatedKey current = activeFrom(TestKeys.OURS, NOON.minusSeconds(3600));
    private final DatedKey next = activeFrom(TestKeys.OURS_NEXT, NOON);

    @Test
    void holdsTheElementsOfTheTableAndNoOther() {
        assertThat(paths(document(ShownKeys.CURRENT_AND_NEXT, keys(current))))
                .containsExactly(
                        "EntityDescriptor",
                        "EntityDescriptor/Signature",
                        "EntityDescriptor/SPSSODescriptor",
                        "EntityDescriptor/SPSSODescriptor/KeyDescriptor",
                        "EntityDescriptor/SPSSODescriptor/KeyDescriptor/KeyInfo",
                        "EntityDescriptor/SPSSODescriptor/KeyDescriptor/KeyInfo/KeyName",
                        "EntityDescriptor/SPSSODescriptor/KeyDescriptor/KeyInfo/X509Data",
                        "EntityDescriptor/SPSSODescriptor/KeyDescriptor/KeyInfo/X509Data/X509Certificate",
                        "EntityDescriptor/SPSSODescriptor/SingleLogoutService",
                        "EntityDescriptor/SPSSODescriptor/AssertionConsumerService",
                        "EntityDescriptor/SPSSODescriptor/AttributeConsumingService",
                        "EntityDescriptor/SPSSODescriptor/AttributeConsumingService/ServiceName",
                        "EntityDescriptor/SPSSODescriptor/AttributeConsumingService/RequestedAttribute",
                        "EntityDescriptor/Organization",
                        "EntityDescriptor/Organization/OrganizationName",
                        "EntityDescriptor/Organization/OrganizationDisplayName",
                        "EntityDescriptor/Organization/OrganizationURL",
                        "EntityDescriptor/ContactPerson",
                        "EntityDescriptor/ContactPerson/EmailAddress",
                        "EntityDescriptor/ContactPerson",
                        "EntityDescriptor/ContactPerson/EmailAddress");
    }

    @Test
    void followsTheSchemaOfMetadata() throws Exception {
        SchemaFactory factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
        factory.setResourceResolver((_, _, _, systemId, _) -> local(systemId));
        var schema = factory.newSchema(
                new StreamSource(schema("saml-schema-metadata-2.0.xsd").toExternalForm()));

        byte[] document =
                metadata(ShownKeys.CURRENT_AND_NEXT, keys(current, next)).document();

        assertThatCode(() -> schema.newValidator().validate(new StreamSource(new ByteArrayInputStream(document))))
                .doesNotThrowAnyException();
    }

    @Test
    void serviceIsAskedByItsIdAndNamedInEachLanguage() {
        Element role = role(document(ShownKeys.CURRENT_AND_NEXT, keys(current)));
        Element service = TestBroker.only(role, "AttributeConsumingService");

        assertThat(service.getAttribute("index")).isEqualTo("1");
        assertThat(service.getAttribute("isDefault")).isEqualTo("true");
        assertThat(TestBroker.only(service, "RequestedAttribute").getAttribute("Name"))
                .isEqualTo(TestBroker.SERVICE);
        Element consumer = TestBroker.only(role, "AssertionConsumerService");
        assertThat(consumer.getAttribute("index")).isEqualTo("1");
        assertThat(consumer.getAttribute("Binding")).endsWith("HTTP-Artifact");
        assertThat(consumer.getAttribute("Location")).isEqualTo(TestBroker.ACS);
    }

    @Test
    void certificateThatDoesBothIsToldOnceAndWithoutUse() {
        assertThat(descriptors(ShownKeys.CURRENT_AND_NEXT, keys(current))).containsExactly(" " + TestKeys.OURS.name());
        assertThat(descriptors(
                        ShownKeys.CURRENT_AND_NEXT, new OwnKeys(List.of(current), List.of(next), List.of(current))))
                .containsExactly("signing " + TestKeys.OURS.name(), "encryption " + TestKeys.OURS_NEXT.name());
    }

    @Test
    void brokerSeesTheNextKeyBeforeItIsUsedAndNotTheOldOneAfter() {
        assertThat(descriptors(ShownKeys.CURRENT_AND_NEXT, keys(current, next)))
                .containsExactly(" " + TestKeys.OURS.name(), " " + TestKeys.OURS_NEXT.name());
        assertThat(descriptors(ShownKeys.NEXT_ONLY, keys(current, next)))
                .containsExactly(" " + TestKeys.OURS_NEXT.name());
        now.set(NOON);
        assertThat(descriptors(ShownKeys.CURRENT_AND_NEXT, keys(current, next)))
                .containsExactly(" " + TestKeys.OURS_NEXT.name());
    }

    @Test
    void documentChangesWithTheKeysAndOnlyWithThem() {
        OwnMetadata metadata = metadata(ShownKeys.CURRENT_AND_NEXT, keys(current, next));
        byte[] before = metadata.document();

        assertThat(metadata.document()).isEqualTo(before);
        verify(before, TestKeys.OURS);

        now.set(NOON);
        byte[] after = metadata.document();
        assertThat(after).isNotEqualTo(before);
        verify(after, TestKeys.OURS_NEXT);
    }

    private static void verify(byte[] document, OwnKey signer) {
        new SignatureVerifier(SignatureRules.OF_THE_SCHEME, Clock.fixed(NOON, ZoneOffset.UTC))
                .verify(
                        XmlReader.read(document).getDocumentElement(),
                        SignatureForm.METADATA,
                        List.of(new VerificationKey(null, signer.certificate())));
    }

    private List<String> descriptors(ShownKeys shown, OwnKeys keys) {
        return Elements.children(role(document(shown, keys)), Saml.METADATA, "KeyDescriptor").stream()
                .map(descriptor -> descriptor.getAttribute("use") + " "
                        + TestBroker.only(TestBroker.only(descriptor, "KeyInfo"), "KeyName")
                                .getTextContent())
                .toList();
    }

    private static Element role(Element entity) {
        return TestBroker.only(entity, "SPSSODescriptor");
    }

    private Element document(ShownKeys shown, OwnKeys keys) {
        return XmlReader.read(metadata(shown, keys).document()).getDocumentElement();
    }

    private OwnMetadata metadata(ShownKeys shown, OwnKeys keys) {
        Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);
        return new OwnMetadata(
                TestSettings.with(
                        new EHerkenningProperties.Keys(List.of(), List.of(), List.of(), Duration.ofSeconds(30), shown)),
                new KeyRing(() -> "same", () -> keys, new XmlWork(), clock),
                new MessageIds(new SecureRandom()));
    }

    private static List<String> paths(Element root) {
        List<String> paths = new ArrayList<>();
        collect(root, root.getLocalName(), paths);
        return paths;
    }

    private static void collect(Element element, String path, List<String> paths) {
        paths.add(path);
        if (!element.getLocalName().equals("Signature")) {
            Elements.children(element).forEach(child -> collect(child, path + "/" + child.getLocalName(), paths));
        }
    }

    private static LSInput local(String systemId) {
        LSInput input = DOM.createLSInput();
        URL schema = schema(systemId.substring(systemId.lastIndexOf('/') + 1));
        input.setSystemId(schema.toExternalForm());
        try {
            input.setByteStream(schema.openStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return input;
    }

    private static URL schema(String name) {
        return List.of("schema/saml/v2/", "schema/w3c/xmldsig/", "schema/w3c/xmlenc/", "schema/w3c/xmlschema/").stream()
                .map(folder -> OwnMetadataTests.class.getClassLoader().getResource(folder + name))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
    }
}
