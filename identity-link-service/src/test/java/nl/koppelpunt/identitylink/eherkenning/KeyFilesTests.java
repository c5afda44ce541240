// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PKCS8Generator;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.OutputEncryptor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFilesTests {

    @TempDir
    Path directory;

    @Test
    void keysComeFromPemFilesInEveryUsualForm() throws Exception {
        Path certificate = write("certificate.pem", TestKeys.OURS.certificate());
        Path pkcs8 = write("pkcs8.pem", new JcaPKCS8Generator(TestKeys.OURS.privateKey(), null));
        Path pkcs1 = write("pkcs1.pem", TestKeys.OURS.privateKey());
        Path encrypted = write("encrypted.pem", new JcaPKCS8Generator(TestKeys.OURS.privateKey(), encryptor("geheim")));
        Path password = Files.writeString(directory.resolve("password"), "geheim\n");

        OwnKeys keys = files(
                        List.of(pem(certificate, pkcs8, null, null)),
                        List.of(pem(certificate, pkcs1, null, null)),
                        List.of(pem(certificate, encrypted, password, null)))
                .read();

        assertThat(List.of(keys.signing(), keys.decryption(), keys.tls())).allSatisfy(one -> {
            assertThat(one).singleElement().extracting(DatedKey::key).isEqualTo(TestKeys.OURS);
            assertThat(one.getFirst().activeFrom())
                    .isEqualTo(TestKeys.OURS.certificate().getNotBefore().toInstant());
        });
    }

    @Test
    void chainAndActivationDateAreTakenOver() throws Exception {
        Path chain = write("chain.pem", TestKeys.OURS.certificate(), TestKeys.STRANGER.certificate());
        Path key = write("key.pem", TestKeys.OURS.privateKey());
        Instant date = Instant.parse("2027-01-01T00:00:00Z");

        DatedKey read = files(List.of(pem(chain, key, null, date))).read().tls().getFirst();

        assertThat(read.chain()).containsExactly(TestKeys.OURS.certificate(), TestKeys.STRANGER.certificate());
        assertThat(read.activeFrom()).isEqualTo(date);
    }

    @Test
    void keyOfAnotherCertificateIsNotTaken() throws Exception {
        Path certificate = write("certificate.pem", TestKeys.OURS.certificate());
        Path other = write("other.pem", TestKeys.STRANGER.privateKey());

        assertThatIllegalStateException()
                .isThrownBy(() ->
                        files(List.of(pem(certificate, other, null, null))).read())
                .withMessageContaining("is not the key of that certificate");
    }

    @Test
    void shortKeyIsNotTaken() throws Exception {
        OwnKey small = TestKeys.issue(1024, TestBroker.NOW, Duration.ofDays(1));
        Path certificate = write("certificate.pem", small.certificate());
        Path key = write("key.pem", small.privateKey());

        assertThatIllegalStateException()
                .isThrownBy(
                        () -> files(List.of(pem(certificate, key, null, null))).read())
                .withMessageContaining("at least 2048 bits");
    }

    @Test
    void complaintNamesTheFilesAndQuotesNothing() throws Exception {
        Path certificate = write("certificate.pem", TestKeys.OURS.certificate());
        Path broken = Files.writeString(
                directory.resolve("broken.pem"), "-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----\n");

        assertThatIllegalStateException()
                .isThrownBy(() ->
                        files(List.of(pem(certificate, broken, null, null))).read())
                .withMessageContaining("broken.pem")
                .withMessageNotContaining("c2VjcmV0")
                .withNoCause();
    }

    @Test
    void fingerprintChangesWithTheContentOfAnyFile() throws Exception {
        Path certificate = write("certificate.pem", TestKeys.OURS.certificate());
        Path key = write("key.pem", TestKeys.OURS.privateKey());
        KeyFiles files = files(List.of(pem(certificate, key, null, null)));
        String before = files.fingerprint();

        assertThat(files.fingerprint()).isEqualTo(before);
        write("key.pem", TestKeys.OURS_NEXT.privateKey());
        assertThat(files.fingerprint()).isNotEqualTo(before);
    }

    private KeyFiles files(List<KeySource> all) {
        return files(all, all, all);
    }

    private KeyFiles files(List<KeySource> signing, List<KeySource> decryption, List<KeySource> tls) {
        return new KeyFiles(TestSettings.with(new EHerkenningProperties.Keys(
                signing, decryption, tls, Duration.ofSeconds(30), EHerkenningProperties.ShownKeys.CURRENT_AND_NEXT)));
    }

    static KeySource pem(Path certificate, Path key, @Nullable Path password, @Nullable Instant activeFrom) {
        return new KeySource(null, certificate, key, password, activeFrom);
    }

    private Path write(String name, Object... content) {
        return write(directory.resolve(name), content);
    }

    static Path write(Path file, Object... content) {
        try (StringWriter text = new StringWriter();
                JcaPEMWriter pem = new JcaPEMWriter(text)) {
            for (Object one : content) {
                pem.writeObject(one);
            }
            pem.flush();
            return Files.writeString(file, text.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static OutputEncryptor encryptor(String password) throws OperatorCreationException {
        return new JceOpenSSLPKCS8EncryptorBuilder(PKCS8Generator.AES_256_CBC)
                .setProvider(new BouncyCastleProvider())
                .setRandom(new SecureRandom())
                .setPassword(password.toCharArray())
                .build();
    }
}
