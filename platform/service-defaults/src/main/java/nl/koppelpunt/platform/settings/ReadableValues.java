// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.settings;

import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/** What no constraint can see of a value: whether its file is there, whether its URL leads anywhere. */
final class ReadableValues {

    private static final Set<String> HOSTED = Set.of("http", "https");
    private static final Set<String> OTHER = Set.of("file", "classpath", "mailto", "tel", "urn");

    private ReadableValues() {}

    /** The faults of a bound record and of the records in it. */
    static Stream<WrongSetting> faults(ConfigurationPropertyName name, @Nullable Object value) {
        return switch (value) {
            case null -> Stream.empty();
            case Path file -> fault(file).map(it -> WrongSetting.of(name, it)).stream();
            case URI url -> fault(url).map(it -> WrongSetting.of(name, it)).stream();
            case Record settings ->
                Stream.of(settings.getClass().getRecordComponents())
                        .flatMap(it -> faults(KnownSettings.below(name, it), read(it, settings)));
            default -> Stream.empty();
        };
    }

    private static Optional<String> fault(Path file) {
        if (!Files.exists(file)) {
            return Optional.of("names a file that does not exist");
        }
        if (!Files.isReadable(file)) {
            return Optional.of("names a file that this program may not read");
        }
        return Files.isRegularFile(file) && file.toFile().length() == 0
                ? Optional.of("names an empty file")
                : Optional.empty();
    }

    private static Optional<String> fault(URI url) {
        var scheme = String.valueOf(url.getScheme());
        boolean usable = HOSTED.contains(scheme) ? url.getHost() != null : OTHER.contains(scheme);
        return usable ? Optional.empty() : Optional.of("is not a URL");
    }

    private static @Nullable Object read(RecordComponent component, Record settings) {
        var accessor = component.getAccessor();
        try {
            accessor.setAccessible(true);
            return accessor.invoke(settings);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("A record without its accessor " + component.getName(), e);
        }
    }
}
