// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.io.support.PropertiesLoaderUtils;

/** What a setting may look like, by its name: told by the jars that read it, in a file of this name. */
record SettingExamples(Map<String, String> byName) {

    private static final String FILES = "classpath*:META-INF/koppelpunt/setting-examples.properties";

    static SettingExamples ofClassPath() {
        try {
            var found = new TreeMap<String, String>();
            for (Resource file : new PathMatchingResourcePatternResolver().getResources(FILES)) {
                Properties examples = PropertiesLoaderUtils.loadProperties(file);
                examples.stringPropertyNames()
                        .forEach(name -> found.put(name, Objects.requireNonNull(examples.getProperty(name))));
            }
            return new SettingExamples(Collections.unmodifiableMap(found));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Nullable
    String of(String name) {
        return byName.get(name);
    }

    /** The settings below a name that stands for several. */
    Stream<String> below(String name) {
        return byName.keySet().stream().filter(it -> it.startsWith(name + "."));
    }
}
