// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.notification.mail;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the mails themselves; the server they go to is under {@code spring.mail}.
 *
 * @param templatesFolder mounted templates and texts that go before our own; absent means only our own
 * @param recoveryPage where a recovery code is typed; absent, the mail names the portal only
 * @param starttlsRequired false lets a mail travel in clear, as on one machine
 */
@Validated
@ConfigurationProperties("koppelpunt.mail")
record OutgoingMailProperties(
        @NotNull Path privateKeysFile,
        @NotBlank @Email String from,
        @NotBlank String portalName,
        @NotBlank @Email String helpdesk,
        @DefaultValue("Europe/Amsterdam") @NotNull ZoneId zone,
        @Nullable Path templatesFolder,
        @Nullable URI recoveryPage,
        @DefaultValue("true") boolean starttlsRequired,
        @DefaultValue @Valid Room sending,
        @DefaultValue @Valid Room unsealing) {

    OutgoingMailProperties {
        if (templatesFolder != null && !Files.isDirectory(templatesFolder)) {
            throw new IllegalArgumentException("koppelpunt.mail.templates-folder is no folder: " + templatesFolder);
        }
    }

    /** Threads and queue of one kind of work. */
    record Room(
            @DefaultValue("4") @Min(1) int parallelism,
            @DefaultValue("500") @Min(1) int queueSize) {}

    /** The part after the @, in which message ids live. */
    String domain() {
        return from.substring(from.lastIndexOf('@') + 1);
    }
}
