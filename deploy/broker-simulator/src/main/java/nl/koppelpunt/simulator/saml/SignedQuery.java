// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.simulator.saml;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import nl.koppelpunt.simulator.saml.DvMetadata.NamedCertificate;
import org.jspecify.annotations.Nullable;

/** The query of the Redirect binding, each parameter once, kept as it was encoded: that is what was signed. */
record SignedQuery(Map<String, String> encoded) {

    private static final String RSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
    private static final int MAX_MESSAGE = 64 * 1024;

    static SignedQuery parse(String rawQuery) {
        try {
            return new SignedQuery(Arrays.stream(rawQuery.split("&"))
                    .map(pair -> pair.split("=", 2))
                    .collect(Collectors.toMap(pair -> pair[0], pair -> pair.length == 2 ? pair[1] : "")));
        } catch (IllegalStateException e) {
            throw new SamlRefusedException("parameter-twice", e);
        }
    }

    void verify(Collection<NamedCertificate> keys) {
        var signed = Stream.of("SAMLRequest", "RelayState", "SigAlg")
                .filter(encoded::containsKey)
                .map(name -> name + "=" + encoded.get(name))
                .collect(Collectors.joining("&"));
        if (!RSA_SHA256.equals(decoded("SigAlg"))
                || keys.stream().noneMatch(key -> signedBy(key.certificate(), signed))) {
            throw new SamlRefusedException("signature-invalid");
        }
    }

    /** Never more than the largest message taken in, whatever the compressed bytes would unfold to. */
    byte[] message() {
        var inflater = new Inflater(true);
        try (var in = new InflaterInputStream(new ByteArrayInputStream(base64("SAMLRequest")), inflater)) {
            var message = in.readNBytes(MAX_MESSAGE + 1);
            if (message.length > MAX_MESSAGE) {
                throw new SamlRefusedException("too-large");
            }
            return message;
        } catch (IOException e) {
            throw new SamlRefusedException("deflate", e);
        } finally {
            inflater.end();
        }
    }

    @Nullable
    String relayState() {
        return encoded.containsKey("RelayState") ? decoded("RelayState") : null;
    }

    private boolean signedBy(X509Certificate certificate, String signed) {
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initVerify(certificate.getPublicKey());
            signature.update(signed.getBytes(StandardCharsets.UTF_8));
            return signature.verify(base64("Signature"));
        } catch (GeneralSecurityException e) {
            throw new SamlRefusedException("signature-malformed", e);
        }
    }

    private byte[] base64(String name) {
        try {
            return Base64.getMimeDecoder().decode(decoded(name));
        } catch (IllegalArgumentException e) {
            throw new SamlRefusedException("base64", e);
        }
    }

    private String decoded(String name) {
        try {
            return URLDecoder.decode(encoded.getOrDefault(name, ""), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new SamlRefusedException("url-encoding", e);
        }
    }
}
