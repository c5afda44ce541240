// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.compose;

import jakarta.validation.Validation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.AbstractBindHandler;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.validation.ValidationBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.validation.beanvalidation.SpringValidatorAdapter;

/**
 * Runs on the class path of a program, with the environment it would have in its container, and binds all its own
 * settings as the program would. Prints a line for each name that was asked for and found ({@code BOUND}), for each
 * that cannot be bound ({@code FAILED}), and the ports it would listen on ({@code PORT}, {@code MANAGEMENT}).
 */
public final class SettingsProbe {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{((?!random\\.)[a-z][a-z0-9.-]+)}");

    private SettingsProbe() {}

    public static void main(String[] arguments) throws Exception {
        var environment = new StandardEnvironment();
        environment.setConversionService(new ApplicationConversionService());
        ConfigDataEnvironmentPostProcessor.applyTo(environment);
        ConfigurationPropertySources.attach(environment);
        var bound = new TreeSet<String>();
        bindOwnTypes(Binder.get(environment), new Recorder(bound));
        for (var name : placeholders()) {
            if (environment.getProperty(name) != null) {
                bound.add(name);
            } else {
                System.out.println("FAILED " + name + " has no value");
            }
        }
        bound.forEach(name -> System.out.println("BOUND " + name));
        System.out.println("PORT " + environment.getProperty("server.port"));
        System.out.println("MANAGEMENT " + environment.getProperty("management.server.port"));
    }

    private static void bindOwnTypes(Binder binder, BindHandler recorder) throws ClassNotFoundException {
        try (var validation = Validation.buildDefaultValidatorFactory()) {
            var validator = new SpringValidatorAdapter(validation.getValidator());
            for (var type : propertyTypes()) {
                var prefix = type.getAnnotation(ConfigurationProperties.class).value();
                try {
                    binder.bindOrCreate(prefix, Bindable.of(type), new ValidationBindHandler(recorder, validator));
                } catch (BindException e) {
                    System.out.println("FAILED " + e.getName() + " " + rootCause(e));
                }
            }
        }
    }

    /** Remembers the names of what was found. */
    private static final class Recorder extends AbstractBindHandler {

        private final Set<String> bound;

        Recorder(Set<String> bound) {
            this.bound = bound;
        }

        @Override
        public Object onSuccess(
                ConfigurationPropertyName name, Bindable<?> target, BindContext context, Object result) {
            bound.add(name.toString());
            return result;
        }
    }

    private static Iterable<Class<?>> propertyTypes() throws ClassNotFoundException {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        var types = new ArrayList<Class<?>>();
        for (var candidate : scanner.findCandidateComponents("nl.koppelpunt")) {
            types.add(Class.forName(candidate.getBeanClassName()));
        }
        return types;
    }

    /** What is taken in by {@code @Value}, without a default, read from the constants of the classes. */
    private static Iterable<String> placeholders() throws IOException {
        var names = new TreeSet<String>();
        var resolver = new PathMatchingResourcePatternResolver();
        for (var resource : resolver.getResources("classpath*:nl/koppelpunt/**/*.class")) {
            var constants = new String(resource.getContentAsByteArray(), StandardCharsets.ISO_8859_1);
            PLACEHOLDER.matcher(constants).results().forEach(match -> names.add(match.group(1)));
        }
        return names;
    }

    private static String rootCause(Throwable failure) {
        var cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.toString();
    }
}
