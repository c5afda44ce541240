// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.notification.mail;

import java.nio.file.Path;
import java.time.ZoneId;

final class TestMailProperties {

    private TestMailProperties() {}

    static OutgoingMailProperties withKeys(Path privateKeysFile) {
        var room = new OutgoingMailProperties.Room(1, 1);
        return new OutgoingMailProperties(
                privateKeysFile,
                "noreply@portal.example",
                "Portaal",
                "help@portal.example",
                ZoneId.of("Europe/Amsterdam"),
                room,
                room);
    }
}
