// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.xml.XMLConstants;
import javax.xml.transform.Source;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.ls.DOMImplementationLS;
import org.w3c.dom.ls.LSInput;
import org.xml.sax.SAXException;

/**
 * Whether a message follows the schemas of SAML, which lie in a jar; nothing is ever looked up anywhere else. What
 * others stated, in the Advice, is not ours to judge and is left out of it.
 */
final class MessageSchema {

    private static final Map<String, String> FILES = Map.of(
            "xml.xsd", "schema/w3c/xmlschema/xml.xsd",
            "XMLSchema.dtd", "schema/w3c/xmlschema/XMLSchema.dtd",
            "datatypes.dtd", "schema/w3c/xmlschema/datatypes.dtd",
            "xmldsig-core-schema.xsd", "schema/w3c/xmldsig/xmldsig-core-schema.xsd",
            "xenc-schema.xsd", "schema/w3c/xmlenc/xenc-schema.xsd",
            "saml-schema-assertion-2.0.xsd", "schema/saml/v2/saml-schema-assertion-2.0.xsd",
            "saml-schema-protocol-2.0.xsd", "schema/saml/v2/saml-schema-protocol-2.0.xsd");

    private static final DOMImplementationLS DOM = (DOMImplementationLS)
            XmlReader.read("<x/>".getBytes(StandardCharsets.US_ASCII)).getImplementation();

    private static final Schema SCHEMA = load();

    void require(Document document) {
        Element message = message((Element) withoutAdvice(document.getDocumentElement()));
        try {
            Validator validator = SCHEMA.newValidator();
            validator.setErrorHandler(new StrictErrors());
            validator.setResourceResolver((_, _, _, _, _) -> {
                throw new IllegalStateException("A message may not bring its own schema");
            });
            validator.validate(new DOMSource(message));
        } catch (SAXException | IOException | IllegalStateException _) {
            throw new RefusedException(Refusal.MESSAGE_NOT_BY_SCHEMA);
        }
    }

    private static Element message(Element root) {
        if (Elements.is(root, Saml.PROTOCOL, "Response") || Elements.is(root, Saml.PROTOCOL, "LogoutResponse")) {
            return root;
        }
        Element body = Elements.only(root, Saml.SOAP, "Body", Refusal.MESSAGE_STRUCTURE);
        return Elements.only(body, Saml.PROTOCOL, "ArtifactResponse", Refusal.MESSAGE_STRUCTURE);
    }

    /** A copy, with all around the message: names in it may be declared there. */
    private static Node withoutAdvice(Node node) {
        Node copy = node.cloneNode(false);
        for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (!isAdvice(child)) {
                copy.appendChild(withoutAdvice(child));
            }
        }
        return copy;
    }

    /** Of the assertion of the response, which is the only one that is read. */
    private static boolean isAdvice(Node node) {
        return node instanceof Element advice
                && Elements.is(advice, Saml.ASSERTION, "Advice")
                && advice.getParentNode() instanceof Element assertion
                && Elements.is(assertion, Saml.ASSERTION, "Assertion")
                && assertion.getParentNode() instanceof Element response
                && Elements.is(response, Saml.PROTOCOL, "Response");
    }

    private static Schema load() {
        try {
            SchemaFactory factory = SchemaFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setResourceResolver((_, _, _, systemId, _) -> input(systemId));
            return factory.newSchema(List.of(
                            source("xmldsig-core-schema.xsd"),
                            source("xenc-schema.xsd"),
                            source("saml-schema-assertion-2.0.xsd"),
                            source("saml-schema-protocol-2.0.xsd"))
                    .toArray(Source[]::new));
        } catch (SAXException e) {
            throw new IllegalStateException("The schemas of SAML cannot be read", e);
        }
    }

    private static Source source(String name) {
        return new StreamSource(stream(name), name);
    }

    private static LSInput input(String systemId) {
        String name = systemId.substring(systemId.lastIndexOf('/') + 1);
        LSInput input = DOM.createLSInput();
        input.setSystemId(name);
        input.setByteStream(stream(name));
        return input;
    }

    private static InputStream stream(String name) {
        String file = Objects.requireNonNull(FILES.get(name), () -> "No schema is named " + name);
        URL url = Objects.requireNonNull(MessageSchema.class.getClassLoader().getResource(file), file);
        try {
            return url.openStream();
        } catch (IOException e) {
            throw new IllegalStateException("The schema " + file + " cannot be read", e);
        }
    }
}
