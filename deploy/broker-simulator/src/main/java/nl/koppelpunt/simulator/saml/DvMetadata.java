// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.simulator.saml;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** What the service provider (DV) says of itself: its keys, where artifacts go, which services it offers. */
record DvMetadata(
        String entityId,
        List<NamedCertificate> signing,
        List<NamedCertificate> encryption,
        List<Endpoint> consumers,
        List<Service> services,
        @Nullable URI logOut) {

    private static final String POST = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST";
    private static final String ARTIFACT = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Artifact";

    record NamedCertificate(String name, X509Certificate certificate) {}

    record Endpoint(int index, boolean isDefault, URI location) {}

    record Service(int index, boolean isDefault, String id, String name) {}

    /** Signed by a key it names itself: a changed file is noticed, a false one would be pinned by a real broker. */
    static DvMetadata parse(byte[] bytes) {
        var entity = Xml.parse(bytes).getDocumentElement();
        if (!Xml.is(entity, Namespaces.MD, "EntityDescriptor")) {
            throw new SamlRefusedException("dv-metadata-not-an-entity");
        }
        var role = Xml.onlyChild(entity, Namespaces.MD, "SPSSODescriptor");
        var metadata = new DvMetadata(
                entity.getAttribute("entityID"),
                keys(role, "signing"),
                keys(role, "encryption"),
                consumers(role),
                services(role),
                logOut(role));
        XmlSignatureCheck.metadata(entity, metadata.signing());
        return metadata;
    }

    Optional<Endpoint> consumer(String index) {
        return index.isEmpty()
                ? first(consumers, Endpoint::isDefault)
                : consumers.stream()
                        .filter(consumer -> index.equals(Integer.toString(consumer.index())))
                        .findFirst();
    }

    Optional<Endpoint> consumerAt(String address) {
        return consumers.stream()
                .filter(consumer -> address.equals(consumer.location().toString()))
                .findFirst();
    }

    Optional<Service> service(String index) {
        return index.isEmpty()
                ? first(services, Service::isDefault)
                : services.stream()
                        .filter(service -> index.equals(Integer.toString(service.index())))
                        .findFirst();
    }

    private static <T> Optional<T> first(List<T> all, Predicate<T> isDefault) {
        return all.stream().filter(isDefault).findFirst().or(() -> all.stream().findFirst());
    }

    private static List<NamedCertificate> keys(Element role, String use) {
        return Xml.children(role, Namespaces.MD, "KeyDescriptor").stream()
                .filter(key -> List.of("", use).contains(key.getAttribute("use")))
                .map(key -> Xml.onlyChild(key, Namespaces.DS, "KeyInfo"))
                .map(DvMetadata::certificate)
                .toList();
    }

    private static NamedCertificate certificate(Element keyInfo) {
        var name = Xml.children(keyInfo, Namespaces.DS, "KeyName").stream()
                .findFirst()
                .map(Xml::text)
                .orElse("");
        var data = Xml.onlyChild(keyInfo, Namespaces.DS, "X509Data");
        var base64 = Xml.text(Xml.onlyChild(data, Namespaces.DS, "X509Certificate"));
        try {
            var encoded = new ByteArrayInputStream(Base64.getMimeDecoder().decode(base64));
            return new NamedCertificate(name, (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(encoded));
        } catch (CertificateException e) {
            throw new SamlRefusedException("dv-metadata-certificate", e);
        }
    }

    private static List<Endpoint> consumers(Element role) {
        return Xml.children(role, Namespaces.MD, "AssertionConsumerService").stream()
                .filter(consumer -> ARTIFACT.equals(consumer.getAttribute("Binding")))
                .map(consumer -> new Endpoint(
                        index(consumer), isDefault(consumer), URI.create(consumer.getAttribute("Location"))))
                .toList();
    }

    /** Where answers to a log-out go: we send them by form, as messages that carry their own signature. */
    private static @Nullable URI logOut(Element role) {
        return Xml.children(role, Namespaces.MD, "SingleLogoutService").stream()
                .filter(service -> POST.equals(service.getAttribute("Binding")))
                .map(service -> service.hasAttribute("ResponseLocation")
                        ? service.getAttribute("ResponseLocation")
                        : service.getAttribute("Location"))
                .map(URI::create)
                .findFirst()
                .orElse(null);
    }

    private static List<Service> services(Element role) {
        return Xml.children(role, Namespaces.MD, "AttributeConsumingService").stream()
                .map(service -> new Service(index(service), isDefault(service), serviceId(service), name(service)))
                .toList();
    }

    private static String serviceId(Element service) {
        return Xml.children(service, Namespaces.MD, "RequestedAttribute").stream()
                .map(attribute -> attribute.getAttribute("Name"))
                .filter(name -> name.contains(":services:"))
                .findFirst()
                .orElseThrow(() -> new SamlRefusedException("dv-metadata-service-without-id"));
    }

    private static String name(Element service) {
        return Xml.children(service, Namespaces.MD, "ServiceName").stream()
                .min(Comparator.comparing(name -> !"nl".equals(name.getAttribute("xml:lang"))))
                .map(Xml::text)
                .orElse("");
    }

    private static int index(Element element) {
        return Integer.parseInt(element.getAttribute("index"));
    }

    private static boolean isDefault(Element element) {
        return Boolean.parseBoolean(element.getAttribute("isDefault"));
    }
}
