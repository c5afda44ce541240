// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.notification.mail;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/** Settings of the mails themselves; the server they go to is under {@code spring.mail}. */
@Validated
@ConfigurationProperties("koppelpunt.mail")
record OutgoingMailProperties(
        @NotNull Path privateKeysFile,
        @NotBlank @Email String from,
        @NotBlank String portalName,
        @NotBlank @Email String helpdesk,
        @DefaultValue("Europe/Amsterdam") @NotNull ZoneId zone,
        @DefaultValue @Valid Room sending,
        @DefaultValue @Valid Room unsealing) {

    /** Threads and queue of one kind of work. */
    record Room(
            @DefaultValue("4") @Min(1) int parallelism,
            @DefaultValue("500") @Min(1) int queueSize) {}

    /** The part after the @, in which message ids live. */
    String domain() {
        return from.substring(from.lastIndexOf('@') + 1);
    }
}
