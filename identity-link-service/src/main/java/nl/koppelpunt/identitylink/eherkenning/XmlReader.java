// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * The one parser. What it returns is verified and read as it is, never written out and parsed again. It takes no
 * DOCTYPE, entity, XInclude or processing instruction, no relative namespace, no two equal identifiers, and no more
 * than its limits.
 */
final class XmlReader {

    static final int MAX_BYTES = 256 * 1024;
    static final int MAX_DEPTH = 100;
    static final int MAX_ATTRIBUTES = 100;

    // Made once, because each setting tries out a parser; a parser is never used twice.
    private static final DocumentBuilderFactory FACTORY = hardened();

    private static final String XINCLUDE = "http://www.w3.org/2001/XInclude";

    private XmlReader() {}

    static Document read(byte[] xml) {
        if (xml.length > MAX_BYTES) {
            throw new RefusedException(Refusal.MESSAGE_TOO_LARGE);
        }
        try {
            Document document = builder().parse(new ByteArrayInputStream(xml));
            inspect(document, new HashSet<>());
            return document;
        } catch (SAXException | IOException _) {
            throw new RefusedException(Refusal.MESSAGE_MALFORMED);
        } catch (ParserConfigurationException e) {
            throw lacking(e);
        }
    }

    private static DocumentBuilder builder() throws ParserConfigurationException {
        DocumentBuilder builder;
        synchronized (FACTORY) {
            builder = FACTORY.newDocumentBuilder();
        }
        builder.setErrorHandler(new StrictErrors());
        builder.setEntityResolver((_, _) -> {
            throw new SAXException("External entities are refused");
        });
        return builder;
    }

    private static DocumentBuilderFactory hardened() {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
        try {
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
            factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
        } catch (ParserConfigurationException e) {
            throw lacking(e);
        }
        factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
        factory.setAttribute("jdk.xml.maxElementDepth", MAX_DEPTH);
        factory.setAttribute("jdk.xml.elementAttributeLimit", MAX_ATTRIBUTES);
        factory.setXIncludeAware(false);
        factory.setExpandEntityReferences(false);
        return factory;
    }

    private static IllegalStateException lacking(ParserConfigurationException e) {
        return new IllegalStateException("The platform's XML parser lacks a protection", e);
    }

    private static void inspect(Node node, Set<String> identifiers) {
        switch (node.getNodeType()) {
            case Node.ELEMENT_NODE -> inspectElement(node, identifiers);
            case Node.DOCUMENT_NODE, Node.TEXT_NODE, Node.CDATA_SECTION_NODE, Node.COMMENT_NODE -> {}
            default -> throw new RefusedException(Refusal.MESSAGE_MALFORMED);
        }
        for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
            inspect(child, identifiers);
        }
    }

    private static void inspectElement(Node element, Set<String> identifiers) {
        requireAbsolute(element.getNamespaceURI());
        NamedNodeMap attributes = element.getAttributes();
        for (int i = 0; i < attributes.getLength(); i++) {
            Node attribute = attributes.item(i);
            boolean declaration = XMLConstants.XMLNS_ATTRIBUTE_NS_URI.equals(attribute.getNamespaceURI());
            if (declaration && !attribute.getNodeValue().isEmpty()) {
                requireAbsolute(attribute.getNodeValue());
            }
            // Whatever one tool or another takes for an identifier must name one element to all of them.
            if (!declaration
                    && "id".equalsIgnoreCase(attribute.getLocalName())
                    && !identifiers.add(attribute.getNodeValue())) {
                throw new RefusedException(Refusal.DUPLICATE_ID);
            }
        }
    }

    private static void requireAbsolute(@Nullable String namespace) {
        if (namespace != null && (namespace.indexOf(':') < 1 || namespace.equals(XINCLUDE))) {
            throw new RefusedException(Refusal.MESSAGE_MALFORMED);
        }
    }
}
