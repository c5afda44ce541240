// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.settings;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import nl.koppelpunt.platform.defaults.AccessRules;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.validation.annotation.Validated;

/** A program with a setting of every kind. */
@SpringBootApplication
@EnableConfigurationProperties(ConfiguredProgram.SampleProperties.class)
class ConfiguredProgram {

    static final int SHORTEST_KEY = 32;

    @Bean
    AccessRules accessRules() {
        return exchanges -> {};
    }

    @Bean
    Key key(SampleProperties properties) {
        return Key.read(properties.keyFile());
    }

    @Scheduled(fixedDelayString = "${koppelpunt.sample.poll-interval:1s}")
    void poll() {}

    record Key(long length) {

        static Key read(Path file) {
            long length = file.toFile().length();
            if (length < SHORTEST_KEY) {
                throw new InvalidConfigurationPropertyValueException(
                        "koppelpunt.sample.key-file", null, "names a file with fewer than 32 bytes");
            }
            return new Key(length);
        }
    }

    @Validated
    @ConfigurationProperties("koppelpunt.sample")
    record SampleProperties(
            @NotBlank String name,
            @NotNull Path keyFile,
            @Nullable URI serviceUrl,
            @DefaultValue("3") @Min(1) int tries,
            @DefaultValue("1s") Duration pause,
            @DefaultValue("nl") Language language,
            @DefaultValue List<String> words,
            @DefaultValue Map<String, String> labels,
            @NotNull @Valid Room room) {

        record Room(@NotNull Integer seats) {}

        enum Language {
            NL,
            EN
        }
    }
}
