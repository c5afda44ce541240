// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.time.Clock;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import javax.xml.crypto.KeySelector;
import javax.xml.crypto.MarshalException;
import javax.xml.crypto.NodeSetData;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.XMLSignature;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMValidateContext;
import org.w3c.dom.Element;

/**
 * Verifies the signature of exactly one element. Where the signature stands, what it refers to and how it was made are
 * judged by {@link SignatureForm} before any cryptography.
 */
final class SignatureVerifier {

    // Named, so that a provider someone installs in front of the platform's own is never asked (it may take SHA-1).
    private static final Provider PLATFORM = Objects.requireNonNull(Security.getProvider("XMLDSig"));

    private final SignatureRules rules;
    private final Clock clock;

    SignatureVerifier(SignatureRules rules, Clock clock) {
        this.rules = rules;
        this.clock = clock;
    }

    /** Returns if the element is signed as it should be by one of the keys; otherwise refuses. */
    void verify(Element signed, SignatureForm form, List<VerificationKey> keys) {
        SignatureForm.Signature signature = form.read(signed, rules.methods());
        List<VerificationKey> candidates = keys.stream()
                .filter(key -> key.isUsable(rules.minimumBits()))
                .filter(key -> key.isValidAt(clock.instant()))
                .filter(key ->
                        signature.keyName() == null || signature.keyName().equals(key.name()))
                .toList();
        if (candidates.isEmpty()) {
            throw new RefusedException(Refusal.SIGNATURE_KEY_UNKNOWN);
        }
        if (candidates.stream().noneMatch(key -> holds(signed, signature.element(), key.publicKey()))) {
            throw new RefusedException(Refusal.SIGNATURE_WRONG);
        }
    }

    private static boolean holds(Element signed, Element signature, PublicKey key) {
        DOMValidateContext context = new DOMValidateContext(KeySelector.singletonKeySelector(key), signature);
        context.setProperty("org.jcp.xml.dsig.secureValidation", true);
        context.setProperty("javax.xml.crypto.dsig.cacheReference", true);
        context.setIdAttributeNS(signed, null, "ID");
        try {
            XMLSignature unmarshalled =
                    XMLSignatureFactory.getInstance("DOM", PLATFORM).unmarshalXMLSignature(context);
            return unmarshalled.validate(context)
                    && covers(unmarshalled.getSignedInfo().getReferences(), signed);
        } catch (MarshalException | XMLSignatureException | RuntimeException _) {
            // A step that fails is never taken for "not signed" or "not this key".
            throw new RefusedException(Refusal.SIGNATURE_UNVERIFIABLE);
        }
    }

    /** The digested nodes begin with this very element: what was verified is what will be read. */
    private static boolean covers(List<Reference> references, Element signed) {
        return references.size() == 1
                && references.getFirst().getDereferencedData() instanceof NodeSetData<?> nodes
                && startsAt(nodes.iterator(), signed);
    }

    private static boolean startsAt(Iterator<?> nodes, Element signed) {
        while (nodes.hasNext()) {
            if (nodes.next() instanceof Element first) {
                return first.isSameNode(signed);
            }
        }
        return false;
    }
}
