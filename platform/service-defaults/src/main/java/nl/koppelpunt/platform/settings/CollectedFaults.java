// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.settings;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.AbstractBindHandler;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;

/** Goes on after a value that cannot be read, so that the others are looked at too. */
final class CollectedFaults extends AbstractBindHandler {

    private static final Pattern NOT_CONVERTED = Pattern.compile("Failed to convert .*to type (?:[\\w.]+\\.)?(\\w+)");

    private final Map<ConfigurationPropertyName, String> faults = new LinkedHashMap<>();

    @Override
    public @Nullable Object onFailure(
            ConfigurationPropertyName name, Bindable<?> target, BindContext context, Exception error) {
        add(error, name, target);
        return null;
    }

    /** Adds what a failed binding says, which is everything about its bean or only the first thing. */
    void add(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException bind) {
                add(bind.getCause() == null ? bind : bind.getCause(), bind.getName(), bind.getTarget());
            }
        }
    }

    List<WrongSetting> wrong() {
        return faults.entrySet().stream()
                .filter(fault -> !isMissingForItsMembers(fault))
                .map(fault -> WrongSetting.of(fault.getKey(), fault.getValue()))
                .toList();
    }

    /** A group whose members could not be read is not missing. */
    private boolean isMissingForItsMembers(Map.Entry<ConfigurationPropertyName, String> fault) {
        return fault.getValue().equals(WrongSetting.MISSING)
                && faults.keySet().stream().anyMatch(fault.getKey()::isAncestorOf);
    }

    private void add(Throwable error, ConfigurationPropertyName name, Bindable<?> target) {
        if (error instanceof BindValidationException invalid) {
            var prefix = invalid.getValidationErrors().getName();
            invalid.getValidationErrors().forEach(it -> add(prefix, it));
        } else if (!(error instanceof BindException)) {
            faults.putIfAbsent(name, notA(target.getType().toClass()));
        }
    }

    private void add(ConfigurationPropertyName prefix, ObjectError error) {
        if (error instanceof FieldError field) {
            var name = ConfigurationPropertyName.adapt(
                    prefix + "." + DataObjectPropertyName.toDashedForm(field.getField()), '.');
            faults.putIfAbsent(name, fault(field));
        } else {
            faults.putIfAbsent(prefix, text(error));
        }
    }

    private static String fault(FieldError error) {
        boolean absent = error.getRejectedValue() == null;
        return switch (String.valueOf(error.getCode())) {
            case "NotNull", "NotBlank", "NotEmpty" -> absent ? WrongSetting.MISSING : "is empty";
            default -> text(error);
        };
    }

    private static String text(ObjectError error) {
        return plain(String.valueOf(error.getDefaultMessage()));
    }

    /** The framework tells in words which type it wanted; most people who write settings do not know such types. */
    static String plain(String reason) {
        var type = NOT_CONVERTED.matcher(reason);
        return type.find() ? notA(type.group(1)) : reason;
    }

    private static String notA(Class<?> type) {
        if (type.isEnum()) {
            var names = Arrays.stream(type.getEnumConstants())
                    .map(it -> it.toString().toLowerCase(Locale.ROOT).replace('_', '-'))
                    .toList();
            return "is not one of " + String.join(", ", names);
        }
        return notA(type.getSimpleName());
    }

    private static String notA(String type) {
        return switch (type) {
            case "boolean", "Boolean" -> "is neither true nor false";
            case "int", "Integer", "long", "Long", "short", "Short", "double", "Double" -> "is not a number";
            case "URI", "URL" -> "is not a URL";
            case "Path", "File" -> "is not the name of a file";
            case "Duration" -> "is not a duration";
            default -> "cannot be read as " + type;
        };
    }
}
