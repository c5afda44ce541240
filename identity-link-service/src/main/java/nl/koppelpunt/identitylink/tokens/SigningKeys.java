// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.tokens;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The key that signs, and those whose public half is served so that a token outlives a change of keys. */
@Component
class SigningKeys {

    private final JWKSet keys;
    private final ECKey signing;

    SigningKeys(TokenProperties properties) throws IOException {
        this.keys = read(properties.signingKeysFile());
        this.keys.getKeys().forEach(SigningKeys::requireP256);
        this.signing = keys.getKeys().getFirst().toECKey();
        if (!signing.isPrivate()) {
            throw new IllegalStateException("The first key of koppelpunt.tokens.signing-keys-file cannot sign");
        }
    }

    ECKey signing() {
        return signing;
    }

    Map<String, Object> published() {
        return keys.toPublicJWKSet().toJSONObject();
    }

    @Override
    public String toString() {
        return "SigningKeys[" + signing.getKeyID() + "]";
    }

    private static JWKSet read(Path file) throws IOException {
        try {
            return JWKSet.parse(Files.readString(file));
        } catch (ParseException e) {
            // Its message and cause may quote the key.
            throw new IllegalStateException("koppelpunt.tokens.signing-keys-file is not a JWK set");
        }
    }

    private static void requireP256(JWK key) {
        if (!(key instanceof ECKey ec) || !ec.getCurve().equals(Curve.P_256) || ec.getKeyID() == null) {
            throw new IllegalStateException(
                    "koppelpunt.tokens.signing-keys-file holds a key that is not P-256 with kid");
        }
    }
}
