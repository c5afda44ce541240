// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * Writes our metadata to a file, from the settings and keys the service itself would run with, so that a broker can be
 * given it before anything runs: {@code --write-metadata=FILE}. It needs no database and no network.
 */
public final class MetadataCommand {

    private static final String OPTION = "--write-metadata=";

    private MetadataCommand() {}

    public static boolean isAsked(String[] arguments) {
        return file(arguments).isPresent();
    }

    public static void run(String[] arguments) {
        Path file = file(arguments).orElseThrow();
        try (var context = new SpringApplicationBuilder(Settings.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .run(arguments)) {
            write(context.getBean(OwnMetadata.class).document(), file.toAbsolutePath());
        }
    }

    private static Optional<Path> file(String[] arguments) {
        return Arrays.stream(arguments)
                .filter(argument -> argument.startsWith(OPTION) && argument.length() > OPTION.length())
                .map(argument -> Path.of(argument.substring(OPTION.length())))
                .findFirst();
    }

    private static void write(byte[] document, Path file) {
        Path unfinished = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.write(unfinished, document);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("The metadata cannot be written to " + file, e);
        }
    }

    /** What the metadata is made of; not marked as a configuration, so that the service itself never finds it. */
    @EnableConfigurationProperties(EHerkenningProperties.class)
    static class Settings {

        @Bean
        XmlWork xmlWork() {
            return new XmlWork();
        }

        @Bean
        KeyRing keyRing(EHerkenningProperties properties, XmlWork work) {
            return KeyRing.of(new KeyFiles(properties), work, Clock.systemUTC());
        }

        @Bean
        OwnMetadata ownMetadata(EHerkenningProperties properties, KeyRing keys) {
            return new OwnMetadata(properties, keys, new MessageIds(new SecureRandom()));
        }
    }
}
