// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

class MetadataCommandTests {

    @TempDir
    Path directory;

    @Test
    void metadataIsWrittenWithoutDatabaseOrNetwork() throws Exception {
        OwnKey key = TestKeys.issue(2048, Instant.now(), Duration.ofDays(30));
        Path certificate = KeyFilesTests.write(directory.resolve("certificate.pem"), key.certificate());
        Path privateKey = KeyFilesTests.write(directory.resolve("key.pem"), key.privateKey());
        Path file = directory.resolve("dv-metadata.xml");

        MetadataCommand.run(arguments(
                file,
                Map.of(
                        "keys.signing[0].certificate-file", certificate,
                        "keys.signing[0].private-key-file", privateKey,
                        "keys.decryption[0].certificate-file", certificate,
                        "keys.decryption[0].private-key-file", privateKey,
                        "keys.tls[0].certificate-file", certificate,
                        "keys.tls[0].private-key-file", privateKey,
                        "tls-trust-file", certificate,
                        "broker.metadata-certificate-file", certificate)));

        Element entity = XmlReader.read(Files.readAllBytes(file)).getDocumentElement();
        new SignatureVerifier(SignatureRules.OF_THE_SCHEME, Clock.systemUTC())
                .verify(entity, SignatureForm.METADATA, List.of(new VerificationKey(null, key.certificate())));
        assertThat(entity.getAttribute("entityID")).isEqualTo(TestBroker.PROVIDER);
        assertThat(directory).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void onlyTheOptionAsksForIt() {
        assertThat(MetadataCommand.isAsked(new String[] {"--server.port=1", "--write-metadata=x.xml"}))
                .isTrue();
        assertThat(MetadataCommand.isAsked(new String[] {"--write-metadata="})).isFalse();
        assertThat(MetadataCommand.isAsked(new String[] {"write-metadata=x"})).isFalse();
    }

    private static String[] arguments(Path file, Map<String, Path> files) {
        List<String> arguments = new ArrayList<>(List.of(
                "--write-metadata=" + file,
                "--koppelpunt.eherkenning.entity-id=" + TestBroker.PROVIDER,
                "--koppelpunt.eherkenning.service-id=" + TestBroker.SERVICE,
                "--koppelpunt.eherkenning.service-name=Portaal",
                "--koppelpunt.eherkenning.base-url=https://portaal.example.nl",
                "--koppelpunt.eherkenning.broker.entity-id=" + TestBroker.ENTITY,
                "--koppelpunt.eherkenning.broker.metadata=https://broker.example/metadata"));
        files.forEach((name, path) -> arguments.add("--koppelpunt.eherkenning." + name + "=" + path));
        return arguments.toArray(String[]::new);
    }
}
