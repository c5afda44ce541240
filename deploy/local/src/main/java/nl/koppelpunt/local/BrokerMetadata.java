// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.local;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * What the settings need to know of a broker: its name, and where browsers are sent. Whether the document is genuine is
 * for identity-link-service to say, which checks its signature and believes nothing else of it before.
 */
record BrokerMetadata(String entityId, Set<String> origins) {

    private static final String METADATA = "urn:oasis:names:tc:SAML:2.0:metadata";
    private static final int LARGEST = 1024 * 1024;
    private static final int OK = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** From an http(s) address or a file. */
    static BrokerMetadata read(String source) {
        var document = isAddress(source) ? fetch(source) : readFile(Path.of(source));
        try {
            return parse(document, source);
        } catch (SAXException | IOException e) {
            throw unusable(source, "is not XML that can be read", e);
        }
    }

    static boolean isAddress(String source) {
        return source.startsWith("http://") || source.startsWith("https://");
    }

    private static byte[] fetch(String source) {
        try (var http = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            var request = HttpRequest.newBuilder(URI.create(source)).build();
            // The time-out of a request ends with its headers; this one is for the whole document.
            var answer = http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST))
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (answer.statusCode() != OK) {
                throw unusable(source, "answers " + answer.statusCode(), null);
            }
            return answer.body();
        } catch (IllegalArgumentException e) {
            throw unusable(source, "is not an address", e);
        } catch (ExecutionException | TimeoutException e) {
            throw unusable(source, "cannot be fetched", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unusable(source, "was not waited for", e);
        }
    }

    private static byte[] readFile(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(LARGEST);
        } catch (IOException e) {
            throw unusable(file.toString(), "cannot be read", e);
        }
    }

    private static BrokerMetadata parse(byte[] document, String source) throws SAXException, IOException {
        var root = parser().parse(new ByteArrayInputStream(document)).getDocumentElement();
        if (!METADATA.equals(root.getNamespaceURI()) || !"EntityDescriptor".equals(root.getLocalName())) {
            throw unusable(source, "is not the SAML metadata of one party (an EntityDescriptor)", null);
        }
        var origins = new LinkedHashSet<String>();
        var services = root.getElementsByTagNameNS(METADATA, "SingleSignOnService");
        for (var i = 0; i < services.getLength(); i++) {
            origins.add(origin(((Element) services.item(i)).getAttribute("Location"), source));
        }
        if (origins.isEmpty()) {
            throw unusable(source, "names no place to log in (a SingleSignOnService)", null);
        }
        return new BrokerMetadata(root.getAttribute("entityID"), origins);
    }

    private static String origin(String location, String source) {
        try {
            var address = URI.create(location);
            if (isAddress(location) && address.getRawAuthority() != null) {
                return address.getScheme() + "://" + address.getRawAuthority();
            }
        } catch (IllegalArgumentException e) {
            // The same answer as for an address of another kind.
        }
        throw unusable(source, "names a place to log in that is no http(s) address", null);
    }

    private static DocumentBuilder parser() {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var parser = factory.newDocumentBuilder();
            parser.setErrorHandler(null);
            return parser;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static StartFailure unusable(String source, String why, @Nullable Throwable cause) {
        return new StartFailure("The metadata of the broker, " + Printable.text(source) + ", " + why + ".", cause);
    }
}
