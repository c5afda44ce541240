// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Key pairs with a self-signed certificate, made once for all tests. */
final class TestKeys {

    static final OwnKey BROKER = issue(2048, Duration.ofDays(365));
    static final OwnKey BROKER_NEXT = issue(2048, Duration.ofDays(365));
    static final OwnKey BROKER_EXPIRED = issue(2048, Duration.ofMinutes(-1));
    static final OwnKey BROKER_SHORT = issue(1024, Duration.ofDays(365));
    static final OwnKey STRANGER = issue(2048, Duration.ofDays(365));
    static final OwnKey OURS = issue(2048, Duration.ofDays(365));
    static final OwnKey OURS_NEXT = issue(2048, Duration.ofDays(365));

    private TestKeys() {}

    private static OwnKey issue(int bits, Duration validity) {
        return issue(bits, TestBroker.NOW, validity);
    }

    /** Valid from two days before that moment. */
    static OwnKey issue(int bits, Instant now, Duration validity) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            KeyPair pair = generator.generateKeyPair();
            X500Principal name = new X500Principal("CN=test, O=Koppelpunt test, C=NL");
            var certificate = new JcaX509v3CertificateBuilder(
                    name,
                    BigInteger.ONE,
                    Date.from(now.minus(Duration.ofDays(2))),
                    Date.from(now.plus(validity)),
                    name,
                    pair.getPublic());
            var signer = new JcaContentSignerBuilder("SHA256withRSA").build(pair.getPrivate());
            return new OwnKey(
                    pair.getPrivate(), new JcaX509CertificateConverter().getCertificate(certificate.build(signer)));
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }
}
