// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.simulator.saml;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import nl.koppelpunt.simulator.SimulatorProperties;
import nl.koppelpunt.simulator.SimulatorProperties.Supplier;
import nl.koppelpunt.simulator.SimulatorProperties.User;
import org.springframework.stereotype.Component;

/** The name of a person towards one service: specific for the service, the employer and the means used. */
@Component
class Pseudonyms {

    private static final String HMAC = "HmacSHA256";

    private final SecretKeySpec key;

    Pseudonyms(SimulatorProperties properties, BrokerKeys keys) {
        this.key = new SecretKeySpec(secret(properties, keys), HMAC);
    }

    String of(String dvEntityId, User user, Supplier supplier) {
        var person = mac("person", dvEntityId, user.kvk(), user.username(), supplier.entityId());
        var means = mac("means", supplier.entityId());
        return person + "@" + means.substring(0, 32);
    }

    private String mac(String... parts) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(String.join("\n", parts).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] secret(SimulatorProperties properties, BrokerKeys keys) {
        var file = properties.pseudonymSecretFile();
        try {
            return file == null ? keys.signing().privateKey().getEncoded() : Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
