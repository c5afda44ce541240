// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.regex.Pattern;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate authority that lives as long as a test, or as a local stack. */
public final class TestPki {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Pattern IP_ADDRESS = Pattern.compile("[0-9.]+|.*:.*");

    private final KeyPair keyPair;
    private final X509Certificate certificate;

    public TestPki() {
        this("Koppelpunt test CA");
    }

    public TestPki(String commonName) {
        this.keyPair = rsa();
        X500Principal name = name(commonName);
        this.certificate = sign(name, name, keyPair, keyPair, true);
    }

    /** The certificate of the authority itself. */
    public X509Certificate certificate() {
        return certificate;
    }

    /** Writes the certificate of the authority. */
    public void writePem(Path file) {
        pem(file, certificate);
    }

    /** A key pair with a certificate of this authority; alternative names are host names or IP addresses. */
    public Issued issue(String commonName, String... alternativeNames) {
        KeyPair subject = rsa();
        return new Issued(
                subject,
                sign(
                        certificate.getSubjectX500Principal(),
                        name(commonName),
                        subject,
                        keyPair,
                        false,
                        alternativeNames),
                certificate);
    }

    /** What the authority gave out. */
    public record Issued(KeyPair keyPair, X509Certificate certificate, X509Certificate authority) {

        /** Adds key and certificates to a PKCS#12 file, which is made when it is not there yet. */
        public void writePkcs12(Path file, String alias, String password) {
            char[] secret = password.toCharArray();
            try {
                KeyStore store = KeyStore.getInstance("PKCS12");
                if (Files.exists(file)) {
                    try (var in = Files.newInputStream(file)) {
                        store.load(in, secret);
                    }
                } else {
                    store.load(null, secret);
                }
                store.setKeyEntry(alias, keyPair.getPrivate(), secret, new Certificate[] {certificate, authority});
                try (var out = Files.newOutputStream(file)) {
                    store.store(out, secret);
                }
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Writes the certificate. */
        public void writePem(Path file) {
            pem(file, certificate);
        }
    }

    private static X509Certificate sign(
            X500Principal issuer,
            X500Principal subject,
            KeyPair subjectKeys,
            KeyPair issuerKeys,
            boolean authority,
            String... alternativeNames) {
        Instant now = Instant.now();
        var builder = new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(120, RANDOM),
                Date.from(now.minus(Duration.ofHours(1))),
                Date.from(now.plus(Duration.ofDays(825))),
                subject,
                subjectKeys.getPublic());
        try {
            extend(builder, authority, alternativeNames);
            var signer = new JcaContentSignerBuilder("SHA256withRSA").build(issuerKeys.getPrivate());
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
        } catch (CertIOException | OperatorCreationException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void extend(X509v3CertificateBuilder builder, boolean authority, String... alternativeNames)
            throws CertIOException {
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
        int usage = authority
                ? KeyUsage.keyCertSign | KeyUsage.cRLSign
                : KeyUsage.digitalSignature | KeyUsage.keyEncipherment;
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
        if (alternativeNames.length > 0) {
            GeneralName[] names = Arrays.stream(alternativeNames)
                    .map(name -> new GeneralName(
                            IP_ADDRESS.matcher(name).matches() ? GeneralName.iPAddress : GeneralName.dNSName, name))
                    .toArray(GeneralName[]::new);
            builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
        }
    }

    private static X500Principal name(String commonName) {
        return new X500Principal("CN=" + commonName + ", O=Koppelpunt test, C=NL");
    }

    private static KeyPair rsa() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void pem(Path file, X509Certificate certificate) {
        try {
            String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded());
            Files.writeString(file, "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
