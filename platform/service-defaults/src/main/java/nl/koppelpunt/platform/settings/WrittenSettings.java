// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.settings;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.util.PlaceholderResolutionException;

/** What somebody wrote down, in whichever source. */
final class WrittenSettings {

    private static final String VARIABLES = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
    private static final Pattern SECRET = Pattern.compile("password|secret|passphrase|token|key");
    private static final Set<String> OURS = Set.of("koppelpunt");
    private static final Set<String> WITH_PLACEHOLDERS = Set.of("koppelpunt", "spring", "server", "management");

    private final ConfigurableEnvironment environment;

    WrittenSettings(Environment environment) {
        this.environment = (ConfigurableEnvironment) environment;
    }

    /** Those that are not known. Variables of the environment are left out: a platform sets some of its own accord. */
    Stream<WrongSetting> unknown(KnownSettings known) {
        return names(false, OURS).stream()
                .filter(name -> !known.contains(name))
                .flatMap(name -> known
                        .nearest(name)
                        .map(meant -> "is not a setting of this program, did you mean " + meant + "?")
                        .or(() -> known.hasNeighbours(name)
                                ? Optional.of("is not a setting of this program")
                                : Optional.empty())
                        .map(fault -> WrongSetting.of(name, fault))
                        .stream());
    }

    /** Those that refer to something that is not there. A library would take the reference itself for the value. */
    Stream<WrongSetting> unresolved() {
        return names(true, WITH_PLACEHOLDERS).stream().flatMap(name -> {
            try {
                environment.resolveRequiredPlaceholders(text(name));
                return Stream.empty();
            } catch (PlaceholderResolutionException unresolved) {
                return Stream.of(WrongSetting.of(name, unresolved(name, unresolved)));
            }
        });
    }

    /** What looks like a reference in a password may be part of it. */
    private static String unresolved(ConfigurationPropertyName name, PlaceholderResolutionException unresolved) {
        return SECRET.matcher(name.toString()).find()
                ? "refers to something that is not set"
                : "refers to " + unresolved.getPlaceholder() + ", which is not set";
    }

    /** Variables of the environment that look like a setting of ours written wrongly. */
    Stream<String> doubtfulVariables(KnownSettings known) {
        return variables()
                .filter(variable -> variable.toLowerCase(Locale.ROOT).startsWith("koppelpunt_"))
                .filter(variable -> !known.containsVariable(variable))
                .flatMap(variable -> known
                        .nearest(variable)
                        .map(meant -> variable + " is not a setting of this program, did you mean " + meant + "?")
                        .stream());
    }

    /** As it was written; a source of a test may hold other things than text. */
    private String text(ConfigurationPropertyName name) {
        return sources()
                .flatMap(source -> Stream.ofNullable(source.getConfigurationProperty(name)))
                .map(property -> String.valueOf(property.getValue()))
                .findFirst()
                .orElse("");
    }

    private Stream<ConfigurationPropertySource> sources() {
        return StreamSupport.stream(
                ConfigurationPropertySources.get(environment).spliterator(), false);
    }

    private Stream<String> variables() {
        return environment.getPropertySources().get(VARIABLES) instanceof EnumerablePropertySource<?> source
                ? Stream.of(source.getPropertyNames())
                : Stream.empty();
    }

    /** One of our own settings that is written somewhere and names a file or folder that the text mentions. */
    Optional<String> mentionedIn(String text) {
        return names(true, OURS).stream()
                .filter(name -> text(name).matches("/.+") && text.contains(text(name)))
                .map(ConfigurationPropertyName::toString)
                .findFirst();
    }

    private Set<ConfigurationPropertyName> names(boolean withVariables, Set<String> roots) {
        return sources()
                .filter(source -> withVariables || !isEnvironment(source.getUnderlyingSource()))
                .filter(IterableConfigurationPropertySource.class::isInstance)
                .flatMap(source -> ((IterableConfigurationPropertySource) source).stream())
                .filter(name -> name.getNumberOfElements() > 0 && roots.contains(name.getElement(0, Form.UNIFORM)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isEnvironment(@Nullable Object source) {
        return source instanceof SystemEnvironmentPropertySource
                || (source instanceof PropertySource<?> named && VARIABLES.equals(named.getName()));
    }
}
