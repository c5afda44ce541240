// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.BeanFactoryInitializer;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.validation.ValidationBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.core.ResolvableType;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;
import org.springframework.validation.beanvalidation.LocalValidatorFactoryBean;

/** Looks at every setting before the first bean is made, so that nothing is connected to and all faults come together. */
final class SettingsCheck implements BeanFactoryInitializer<ListableBeanFactory> {

    private static final Logger log = LoggerFactory.getLogger(SettingsCheck.class);

    private static final String OURS = "nl.koppelpunt.";

    private final Environment environment;
    private final SettingExamples examples;

    SettingsCheck(Environment environment, SettingExamples examples) {
        this.environment = environment;
        this.examples = examples;
    }

    @Override
    public void initialize(ListableBeanFactory beans) {
        var wrong = faults(beans);
        if (!wrong.isEmpty()) {
            throw new WrongSettingsException(wrong);
        }
    }

    private List<WrongSetting> faults(ListableBeanFactory beans) {
        var written = new WrittenSettings(environment);
        var bound = bound(beans);
        var placeholders = placeholders(beans);
        var known = known(bound, placeholders);
        written.doubtfulVariables(known).forEach(doubt -> log.warn("The environment variable {}", doubt));
        var faults = new LinkedHashMap<String, WrongSetting>();
        Stream.of(
                        written.unresolved(),
                        missing(beans, placeholders),
                        bound.entrySet().stream().flatMap(it -> faults(beans, it.getKey(), it.getValue())),
                        written.unknown(known))
                .flatMap(it -> it)
                .forEach(it -> faults.putIfAbsent(it.name(), it));
        return new ArrayList<>(faults.values());
    }

    /** The beans of ours that settings are bound to, by the name of the bean. */
    private static Map<String, Class<?>> bound(ListableBeanFactory beans) {
        var bound = new LinkedHashMap<String, Class<?>>();
        for (String bean : beans.getBeanNamesForAnnotation(ConfigurationProperties.class)) {
            Class<?> type = beans.getType(bean, false);
            if (type != null && type.isRecord() && type.getName().startsWith(OURS)) {
                bound.put(bean, type);
            }
        }
        return bound;
    }

    private static List<Placeholders> placeholders(ListableBeanFactory beans) {
        return Stream.of(beans.getBeanDefinitionNames())
                .map(bean -> beans.getType(bean, false))
                .filter(type -> type != null && type.getName().startsWith(OURS))
                .map(type -> Placeholders.in(ClassUtils.getUserClass(type)))
                .toList();
    }

    private KnownSettings known(Map<String, Class<?>> bound, List<Placeholders> placeholders) {
        var known = new KnownSettings();
        examples.byName().keySet().forEach(known::add);
        bound.values().forEach(type -> known.add(prefix(type), ResolvableType.forClass(type)));
        placeholders.forEach(it -> it.required().forEach(known::add));
        placeholders.forEach(it -> it.optional().forEach(known::add));
        return known;
    }

    private Stream<WrongSetting> missing(ListableBeanFactory beans, List<Placeholders> placeholders) {
        return Stream.concat(
                        beans.getBeansOfType(RequiredSetting.class, true, false).values().stream()
                                .map(RequiredSetting::name),
                        placeholders.stream().flatMap(it -> it.required().stream()))
                .filter(name -> !environment.containsProperty(name))
                .sorted()
                .map(name -> new WrongSetting(name, WrongSetting.MISSING));
    }

    private Stream<WrongSetting> faults(ListableBeanFactory beans, String bean, Class<?> type) {
        try {
            return ReadableValues.faults(prefix(type), beans.getBean(bean));
        } catch (BeansException failure) {
            var faults = new CollectedFaults();
            bindAll(type, faults);
            faults.add(failure);
            if (faults.wrong().isEmpty()) {
                throw failure;
            }
            return faults.wrong().stream();
        }
    }

    /** Binding by the framework stops at the first value that it cannot read; this goes on. */
    private void bindAll(Class<?> type, CollectedFaults faults) {
        var locale = LocaleContextHolder.getLocaleContext();
        LocaleContextHolder.setLocale(Locale.ENGLISH);
        try (var validator = new LocalValidatorFactoryBean()) {
            validator.afterPropertiesSet();
            Binder.get(environment)
                    .bindOrCreate(
                            prefix(type).toString(), Bindable.of(type), new ValidationBindHandler(faults, validator));
        } catch (RuntimeException failure) {
            faults.add(failure);
        } finally {
            LocaleContextHolder.setLocaleContext(locale);
        }
    }

    private static ConfigurationPropertyName prefix(Class<?> type) {
        var annotation = type.getAnnotation(ConfigurationProperties.class);
        return ConfigurationPropertyName.of(annotation == null ? "" : annotation.value());
    }
}
