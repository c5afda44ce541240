// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;

/** The command behind {@code deploy/compose/secrets}: makes every file that docker-compose.yml mounts, once. */
public final class ContainerSecrets {

    private static final List<String> BROKER_HOSTS = List.of("broker-simulator", "localhost");

    /** Says that a folder is one of these, so that the rights of no other file are changed by a typing error. */
    private static final String MARKER = "koppelpunt";

    private ContainerSecrets() {}

    /** Takes the folder to make them in. What is there already is kept: databases are unreadable without it. */
    public static void main(String[] arguments) {
        try {
            create(Path.of(arguments[0]).toAbsolutePath());
        } catch (StartFailure e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    /** Makes what is missing. */
    public static void create(Path folder) {
        claim(folder);
        var secrets = new Secrets(folder, new SecureRandom());
        new KeyMaterial(secrets, BROKER_HOSTS).createOnce();
        List.of("activation-code", "pin-mac").forEach(secrets::keysFile);
        List.of("gateway-csrf", "gateway-source").forEach(secrets::keyFile);
        Database.NAMES.forEach(name -> secrets.passwordFile("postgresql-" + name));
        List.of("postgresql-superuser", "postgresql-keycloak", "keycloak-admin").forEach(secrets::passwordFile);
        letContainersRead(folder);
    }

    private static void claim(Path folder) {
        var marker = folder.resolve(MARKER);
        if (!Files.exists(marker)) {
            if (Files.exists(folder) && !isEmpty(folder)) {
                throw new StartFailure(folder + " holds other things; name a folder that is not there yet.");
            }
            PrivateFiles.createDirectory(folder);
            PrivateFiles.write(marker, "Made by deploy/compose/secrets, for docker-compose.yml.\n");
        }
    }

    private static boolean isEmpty(Path folder) {
        try (var files = Files.newDirectoryStream(folder)) {
            return !files.iterator().hasNext();
        } catch (IOException e) {
            throw new StartFailure(folder + " cannot be read.", e);
        }
    }

    /**
     * A container has users of its own, and sees a mounted file with the rights it has here. Others on this machine are
     * kept out by the folder, that they cannot enter.
     */
    private static void letContainersRead(Path folder) {
        var readable = PosixFilePermissions.fromString("r--r--r--");
        try (var files = Files.newDirectoryStream(folder)) {
            for (var file : files) {
                Files.setPosixFilePermissions(file, readable);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
