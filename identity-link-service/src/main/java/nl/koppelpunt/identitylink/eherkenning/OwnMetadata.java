// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Our metadata for the broker: the elements the scheme names and no other, signed by the key in use. It is made anew
 * when the keys it shows change.
 */
@Component
final class OwnMetadata {

    /** Which of our consumer services a request asks to be answered at. */
    static final String ARTIFACT_CONSUMER = "1";

    static final String POST_CONSUMER = "2";

    private record Written(List<String> keys, String document) {}

    private final AtomicReference<@Nullable Written> written = new AtomicReference<>();
    private final EHerkenningProperties properties;
    private final KeyRing keys;
    private final MessageIds ids;

    OwnMetadata(EHerkenningProperties properties, KeyRing keys, MessageIds ids) {
        this.properties = properties;
        this.keys = keys;
        this.ids = ids;
    }

    byte[] document() {
        List<OwnKey> signing = shown(keys.all().signing());
        List<OwnKey> decryption = shown(keys.all().decryption());
        OwnKey signer = keys.signing();
        List<String> names = Stream.of(List.of(signer), signing, decryption)
                .flatMap(List::stream)
                .map(OwnKey::name)
                .toList();
        Written last = written.get();
        if (last == null || !last.keys().equals(names)) {
            last = new Written(names, signed(signer, text(signing, decryption)));
            written.set(last);
        }
        return last.document().getBytes(StandardCharsets.UTF_8);
    }

    private static String signed(OwnKey signer, String text) {
        return new String(new XmlSigner(signer).metadata(text), StandardCharsets.UTF_8);
    }

    private List<OwnKey> shown(List<DatedKey> all) {
        List<DatedKey> shown = properties.keys().metadata() == EHerkenningProperties.ShownKeys.NEXT_ONLY
                ? List.of(OwnKeys.last(all))
                : OwnKeys.announced(all, keys.now());
        return shown.stream().map(DatedKey::key).toList();
    }

    private String text(List<OwnKey> signing, List<OwnKey> decryption) {
        return """
            <md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" \
            xmlns:ds="http://www.w3.org/2000/09/xmldsig#" ID="%s" entityID="%s">\
            <md:SPSSODescriptor AuthnRequestsSigned="true" WantAssertionsSigned="true" \
            protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">%s%s\
            <md:AssertionConsumerService index="1" isDefault="true" \
            Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Artifact" Location="%s"/>%s\
            <md:AttributeConsumingService index="1" isDefault="true">%s\
            <md:RequestedAttribute Name="%s" isRequired="false"/></md:AttributeConsumingService>\
            </md:SPSSODescriptor>%s</md:EntityDescriptor>""".formatted(
                        ids.message(),
                        XmlText.escape(properties.entityId()),
                        keyDescriptors(signing, decryption),
                        logOut(),
                        XmlText.escape(properties.serviceProvider().consumerUrl()),
                        postConsumer(),
                        serviceNames(),
                        XmlText.escape(properties.serviceId()),
                        operator(properties.operator()));
    }

    /** Only by POST: what comes in an address has to be inflated before anything of it can be verified. */
    private String logOut() {
        return properties.broker().logOut() ? """
                <md:SingleLogoutService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="%s"/>""".formatted(XmlText.escape(properties.logOutUrl())) : "";
    }

    private String postConsumer() {
        return properties.broker().postResponse()
                ? """
                <md:AssertionConsumerService index="2" \
                Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="%s"/>""".formatted(XmlText.escape(properties.serviceProvider().consumerUrl()))
                : "";
    }

    private String serviceNames() {
        String english = properties.serviceNameEnglish();
        return serviceName("nl", properties.serviceName()) + (english == null ? "" : serviceName("en", english));
    }

    private static String serviceName(String language, String name) {
        return "<md:ServiceName xml:lang=\"%s\">%s</md:ServiceName>".formatted(language, XmlText.escape(name));
    }

    /** One certificate that does both is told once, without a use: some brokers refuse it twice. */
    private static String keyDescriptors(List<OwnKey> signing, List<OwnKey> decryption) {
        List<String> descriptors = new ArrayList<>();
        for (OwnKey key : signing) {
            descriptors.add(keyDescriptor(decryption.contains(key) ? "" : " use=\"signing\"", key));
        }
        for (OwnKey key : decryption) {
            if (!signing.contains(key)) {
                descriptors.add(keyDescriptor(" use=\"encryption\"", key));
            }
        }
        return descriptors.stream().collect(Collectors.joining());
    }

    private static String keyDescriptor(String use, OwnKey key) {
        return """
                <md:KeyDescriptor%s><ds:KeyInfo><ds:KeyName>%s</ds:KeyName><ds:X509Data>\
                <ds:X509Certificate>%s</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>""".formatted(use, key.name(), Base64.getEncoder().encodeToString(key.encodedCertificate()));
    }

    private static String operator(EHerkenningProperties.Operator operator) {
        return """
                <md:Organization><md:OrganizationName xml:lang="nl">%1$s</md:OrganizationName>\
                <md:OrganizationDisplayName xml:lang="nl">%1$s</md:OrganizationDisplayName>\
                <md:OrganizationURL xml:lang="nl">%2$s</md:OrganizationURL></md:Organization>\
                <md:ContactPerson contactType="technical"><md:EmailAddress>%3$s</md:EmailAddress></md:ContactPerson>\
                <md:ContactPerson contactType="administrative"><md:EmailAddress>%4$s</md:EmailAddress>\
                </md:ContactPerson>""".formatted(
                        XmlText.escape(operator.name()),
                        XmlText.escape(operator.url().toString()),
                        XmlText.escape(operator.technicalEmail()),
                        XmlText.escape(operator.administrativeEmail()));
    }
}
