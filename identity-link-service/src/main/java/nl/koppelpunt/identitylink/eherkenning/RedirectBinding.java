// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Base64;
import java.util.zip.Deflater;
import org.springframework.stereotype.Component;

/** Puts a request in a URL, for a broker that offers nothing else. We send this way only, and never inflate. */
@Component
final class RedirectBinding {

    private static final String RSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
    private static final int BUFFER = 2048;

    private final KeyRing keys;

    RedirectBinding(KeyRing keys) {
        this.keys = keys;
    }

    URI location(URI endpoint, String request, String relayState) {
        String query = "SAMLRequest=" + encode(base64(deflate(request.getBytes(StandardCharsets.UTF_8))))
                + "&RelayState=" + encode(relayState) + "&SigAlg=" + encode(RSA_SHA256);
        String separator = endpoint.getRawQuery() == null ? "?" : "&";
        return URI.create(endpoint + separator + query + "&Signature=" + encode(base64(sign(query))));
    }

    private byte[] sign(String query) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(keys.signing().privateKey());
            signature.update(query.getBytes(StandardCharsets.UTF_8));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Signing failed", e);
        }
    }

    private static byte[] deflate(byte[] content) {
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        try {
            deflater.setInput(content);
            deflater.finish();
            ByteArrayOutputStream deflated = new ByteArrayOutputStream();
            byte[] buffer = new byte[BUFFER];
            while (!deflater.finished()) {
                deflated.write(buffer, 0, deflater.deflate(buffer));
            }
            return deflated.toByteArray();
        } finally {
            deflater.end();
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
