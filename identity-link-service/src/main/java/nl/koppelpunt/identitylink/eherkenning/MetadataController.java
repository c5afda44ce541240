// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import java.util.Base64;
import java.util.stream.Collectors;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Our metadata for the broker, signed once: it changes only with the settings and the keys. */
@RestController
class MetadataController {

    private static final MediaType METADATA = MediaType.parseMediaType("application/samlmetadata+xml");

    private final byte[] metadata;

    MetadataController(EHerkenningProperties properties, OwnKeys keys, MessageIds ids) {
        this.metadata = new XmlSigner(keys.signing()).metadata("""
            <md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" \
            xmlns:ds="http://www.w3.org/2000/09/xmldsig#" ID="%s" entityID="%s">\
            <md:SPSSODescriptor AuthnRequestsSigned="true" WantAssertionsSigned="true" \
            protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">%s\
            <md:AssertionConsumerService index="1" isDefault="true" \
            Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Artifact" Location="%s"/>\
            <md:AttributeConsumingService index="1" isDefault="true">\
            <md:ServiceName xml:lang="nl">%s</md:ServiceName>\
            <md:RequestedAttribute Name="%s" isRequired="false"/></md:AttributeConsumingService>\
            </md:SPSSODescriptor>%s</md:EntityDescriptor>""".formatted(
                        ids.message(),
                        XmlText.escape(properties.entityId()),
                        keyDescriptors(keys),
                        XmlText.escape(properties.serviceProvider().consumerUrl()),
                        XmlText.escape(properties.serviceName()),
                        XmlText.escape(properties.serviceId()),
                        operator(properties.operator())));
    }

    @GetMapping("/eherkenning/metadata")
    ResponseEntity<byte[]> metadata() {
        return ResponseEntity.ok().contentType(METADATA).body(metadata.clone());
    }

    private static String keyDescriptors(OwnKeys keys) {
        return keyDescriptor("signing", keys.signing())
                + keys.decryption().stream()
                        .map(key -> keyDescriptor("encryption", key))
                        .collect(Collectors.joining());
    }

    private static String keyDescriptor(String use, OwnKey key) {
        return """
            <md:KeyDescriptor use="%s"><ds:KeyInfo><ds:KeyName>%s</ds:KeyName><ds:X509Data>\
            <ds:X509Certificate>%s</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>""".formatted(use, key.name(), Base64.getEncoder().encodeToString(key.encodedCertificate()));
    }

    private static String operator(EHerkenningProperties.Operator operator) {
        return """
            <md:Organization><md:OrganizationName xml:lang="nl">%1$s</md:OrganizationName>\
            <md:OrganizationDisplayName xml:lang="nl">%1$s</md:OrganizationDisplayName>\
            <md:OrganizationURL xml:lang="nl">%2$s</md:OrganizationURL></md:Organization>\
            <md:ContactPerson contactType="technical"><md:EmailAddress>%3$s</md:EmailAddress></md:ContactPerson>\
            <md:ContactPerson contactType="administrative"><md:EmailAddress>%4$s</md:EmailAddress></md:ContactPerson>""".formatted(
                        XmlText.escape(operator.name()),
                        XmlText.escape(operator.url().toString()),
                        XmlText.escape(operator.technicalEmail()),
                        XmlText.escape(operator.administrativeEmail()));
    }
}
