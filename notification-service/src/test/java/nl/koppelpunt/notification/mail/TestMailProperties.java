// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.notification.mail;

import java.nio.file.Path;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

final class TestMailProperties {

    private TestMailProperties() {}

    static OutgoingMailProperties withKeys(Path privateKeysFile) {
        return properties(privateKeysFile, null, true);
    }

    static OutgoingMailProperties withStarttls(boolean required) {
        return properties(Path.of("unused"), null, required);
    }

    static OutgoingMailProperties withTemplates(Path folder) {
        return properties(Path.of("unused"), folder, true);
    }

    private static OutgoingMailProperties properties(
            Path privateKeysFile, @Nullable Path templatesFolder, boolean starttlsRequired) {
        var room = new OutgoingMailProperties.Room(1, 1);
        return new OutgoingMailProperties(
                privateKeysFile,
                "noreply@portal.example",
                "Portaal",
                "help@portal.example",
                ZoneId.of("Europe/Amsterdam"),
                templatesFolder,
                null,
                starttlsRequired,
                room,
                room);
    }
}
