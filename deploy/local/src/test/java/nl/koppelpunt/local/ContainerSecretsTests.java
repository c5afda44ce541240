// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.local;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContainerSecretsTests {

    @TempDir
    private static Path parent;

    private static Path folder;

    /** Once: keys take long to make, and no test leaves fewer of them behind. */
    @BeforeAll
    static void create() {
        folder = parent.resolve("secrets");
        ContainerSecrets.create(folder);
    }

    @Test
    void othersOnTheMachineCannotEnterTheFolder() throws Exception {
        assertThat(Files.getPosixFilePermissions(folder)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void theUserOfAContainerReadsEveryFileAndChangesNone() throws Exception {
        try (var files = Files.list(folder)) {
            assertThat(files)
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(Files.getPosixFilePermissions(file))
                            .isEqualTo(PosixFilePermissions.fromString("r--r--r--")));
        }
    }

    @Test
    void aSecondRunChangesNothing() throws Exception {
        var before = contents();

        ContainerSecrets.create(folder);

        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void aMissingFileIsMadeAgainBesideTheOthers() throws Exception {
        var before = contents();
        Files.delete(folder.resolve("keycloak-admin.password"));

        ContainerSecrets.create(folder);

        var after = contents();
        assertThat(after.keySet()).isEqualTo(before.keySet());
        assertThat(after.remove("keycloak-admin.password")).isNotEqualTo(before.remove("keycloak-admin.password"));
        assertThat(after).isEqualTo(before);
    }

    @Test
    void theBrokerIsKnownByItsNameInTheNetworkOfTheContainers() throws Exception {
        var password = Files.readString(folder.resolve("broker-key-store.password"));
        var store = KeyStore.getInstance(folder.resolve("broker.p12").toFile(), password.toCharArray());
        var certificate = (X509Certificate) store.getCertificate("tls");

        assertThat(certificate.getSubjectAlternativeNames())
                .anySatisfy(name -> assertThat(name.get(1)).isEqualTo("broker-simulator"));
    }

    @Test
    void aFolderWithOtherThingsInItIsLeftAlone() throws Exception {
        var home = Files.createDirectory(parent.resolve("home"));
        var letter = Files.createFile(
                home.resolve("letter"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        var rights = Files.getPosixFilePermissions(home);

        assertThatThrownBy(() -> ContainerSecrets.create(home))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("holds other things");

        try (var files = Files.list(home)) {
            assertThat(files).containsExactly(letter);
        }
        assertThat(Files.getPosixFilePermissions(letter)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(Files.getPosixFilePermissions(home)).isEqualTo(rights);
    }

    private Map<String, String> contents() throws Exception {
        var contents = new HashMap<String, String>();
        try (var files = Files.newDirectoryStream(folder)) {
            for (var file : files) {
                contents.put(file.getFileName().toString(), Files.readString(file, ISO_8859_1));
            }
        }
        return contents;
    }
}
