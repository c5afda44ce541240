// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.settings;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Executable;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;

/**
 * Settings that stand as <code>${name}</code> or <code>${name:default}</code> in an annotation of a bean, as of a
 * schedule.
 */
record Placeholders(Set<String> required, Set<String> optional) {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(koppelpunt\\.[a-z0-9.-]+)([:}])");

    static Placeholders in(Class<?> bean) {
        var found = results(bean).toList();
        return new Placeholders(names(found, "}"), names(found, ":"));
    }

    private static Set<String> names(List<MatchResult> found, String end) {
        return found.stream()
                .filter(it -> it.group(2).equals(end))
                .map(it -> it.group(1))
                .collect(Collectors.toSet());
    }

    private static Stream<MatchResult> results(Class<?> bean) {
        return Stream.concat(
                        Arrays.stream(bean.getDeclaredFields()),
                        Stream.of(bean.getDeclaredMethods(), bean.getDeclaredConstructors())
                                .flatMap(Arrays::stream)
                                .flatMap(Placeholders::withParameters))
                .flatMap(element -> MergedAnnotations.from(element).stream())
                .flatMap(Placeholders::texts)
                .flatMap(text -> PLACEHOLDER.matcher(text).results());
    }

    private static Stream<AnnotatedElement> withParameters(Executable member) {
        return Stream.concat(Stream.of(member), Arrays.stream(member.getParameters()));
    }

    private static Stream<String> texts(MergedAnnotation<?> annotation) {
        return annotation.asMap().values().stream()
                .flatMap(value -> value instanceof String[] several ? Arrays.stream(several) : Stream.of(value))
                .filter(String.class::isInstance)
                .map(String.class::cast);
    }
}
