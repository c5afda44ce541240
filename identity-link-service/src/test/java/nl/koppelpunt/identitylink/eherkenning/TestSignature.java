// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.util.ArrayList;
import java.util.List;
import javax.xml.crypto.MarshalException;
import javax.xml.crypto.XMLStructure;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.keyinfo.KeyInfo;
import javax.xml.crypto.dsig.keyinfo.KeyInfoFactory;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;
import javax.xml.crypto.dsig.spec.XPathFilterParameterSpec;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** How a test signs an element: rightly unless it is told otherwise. */
record TestSignature(
        Key key,
        @Nullable String keyName,
        List<XMLStructure> otherKeyInfo,
        String signatureMethod,
        String digestMethod,
        String canonicalization,
        List<String> transforms,
        List<String> uris) {

    static final String EXCLUSIVE = "http://www.w3.org/2001/10/xml-exc-c14n#";
    static final String SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256";
    static final String RSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";

    static TestSignature by(OwnKey key) {
        return new TestSignature(
                key.privateKey(),
                key.name(),
                List.of(),
                RSA_SHA256,
                SHA256,
                EXCLUSIVE,
                List.of(Transform.ENVELOPED, EXCLUSIVE),
                List.of());
    }

    TestSignature key(Key other) {
        return new TestSignature(
                other, keyName, otherKeyInfo, signatureMethod, digestMethod, canonicalization, transforms, uris);
    }

    TestSignature keyName(@Nullable String name) {
        return new TestSignature(
                key, name, otherKeyInfo, signatureMethod, digestMethod, canonicalization, transforms, uris);
    }

    TestSignature otherKeyInfo(XMLStructure... structures) {
        return new TestSignature(
                key, null, List.of(structures), signatureMethod, digestMethod, canonicalization, transforms, uris);
    }

    TestSignature signatureMethod(String method) {
        return new TestSignature(key, keyName, otherKeyInfo, method, digestMethod, canonicalization, transforms, uris);
    }

    TestSignature digestMethod(String method) {
        return new TestSignature(
                key, keyName, otherKeyInfo, signatureMethod, method, canonicalization, transforms, uris);
    }

    TestSignature canonicalization(String method) {
        return new TestSignature(key, keyName, otherKeyInfo, signatureMethod, digestMethod, method, transforms, uris);
    }

    TestSignature transforms(String... algorithms) {
        return new TestSignature(
                key, keyName, otherKeyInfo, signatureMethod, digestMethod, canonicalization, List.of(algorithms), uris);
    }

    TestSignature uris(String... references) {
        return new TestSignature(
                key,
                keyName,
                otherKeyInfo,
                signatureMethod,
                digestMethod,
                canonicalization,
                transforms,
                List.of(references));
    }

    void sign(Element element) {
        sign(element, Elements.children(element).getFirst().getNextSibling());
    }

    void sign(Element element, @Nullable Node before) {
        try {
            element.setIdAttributeNS(null, "ID", true);
            DOMSignContext context =
                    before == null ? new DOMSignContext(key, element) : new DOMSignContext(key, element, before);
            context.setProperty("org.jcp.xml.dsig.secureValidation", false);
            context.setDefaultNamespacePrefix("ds");
            XMLSignatureFactory factory = XMLSignatureFactory.getInstance("DOM");
            List<Reference> references = new ArrayList<>();
            List<String> targets = uris.isEmpty() ? List.of("#" + element.getAttributeNS(null, "ID")) : uris;
            for (String uri : targets) {
                references.add(factory.newReference(
                        uri, factory.newDigestMethod(digestMethod, null), transforms(factory), null, null));
            }
            var signedInfo = factory.newSignedInfo(
                    factory.newCanonicalizationMethod(canonicalization, (C14NMethodParameterSpec) null),
                    factory.newSignatureMethod(signatureMethod, null),
                    references);
            factory.newXMLSignature(signedInfo, keyInfo()).sign(context);
        } catch (GeneralSecurityException | MarshalException | XMLSignatureException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<Transform> transforms(XMLSignatureFactory factory) throws GeneralSecurityException {
        List<Transform> made = new ArrayList<>();
        for (String algorithm : transforms) {
            TransformParameterSpec parameter = algorithm.equals(Transform.XPATH)
                    ? new XPathFilterParameterSpec("not(ancestor-or-self::*[local-name()='Subject'])")
                    : null;
            made.add(factory.newTransform(algorithm, parameter));
        }
        return made;
    }

    private @Nullable KeyInfo keyInfo() {
        KeyInfoFactory keys = KeyInfoFactory.getInstance("DOM");
        if (!otherKeyInfo.isEmpty()) {
            return keys.newKeyInfo(otherKeyInfo);
        }
        return keyName == null ? null : keys.newKeyInfo(List.of(keys.newKeyName(keyName)));
    }
}
