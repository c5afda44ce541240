// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.settings;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.beans.BeanUtils;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.core.ResolvableType;

/** The names that a program reads its settings by. */
final class KnownSettings {

    private static final int MOST_MISTAKES = 2;
    private static final Pattern NOT_A_LETTER = Pattern.compile("[^a-z]");

    private final Set<ConfigurationPropertyName> names = new HashSet<>();

    /** Names that stand for several settings; nobody means one of these when mistyping. */
    private final Set<ConfigurationPropertyName> groups = new HashSet<>();

    /** Names below which anything may stand. */
    private final Set<ConfigurationPropertyName> open = new HashSet<>();

    void add(String name) {
        names.add(ConfigurationPropertyName.of(name));
    }

    /** Adds the components of a record that is bound at this name. */
    void add(ConfigurationPropertyName name, ResolvableType type) {
        Class<?> raw = type.toClass();
        if (raw.isRecord()) {
            groups.add(name);
            for (RecordComponent component : raw.getRecordComponents()) {
                add(below(name, component), ResolvableType.forMethodReturnType(component.getAccessor(), raw));
            }
            return;
        }
        names.add(name);
        if (Collection.class.isAssignableFrom(raw)) {
            add(name, type.asCollection().getGeneric());
        } else if (Map.class.isAssignableFrom(raw) || !BeanUtils.isSimpleProperty(raw)) {
            open.add(name);
        }
    }

    static ConfigurationPropertyName below(ConfigurationPropertyName name, RecordComponent component) {
        return name.append(DataObjectPropertyName.toDashedForm(component.getName()));
    }

    boolean contains(ConfigurationPropertyName name) {
        var plain = withoutIndexes(name);
        return names.contains(plain) || groups.contains(plain) || open.stream().anyMatch(it -> it.isAncestorOf(plain));
    }

    /** Whether this program has settings beside this one; where it has none, it is another program's. */
    boolean hasNeighbours(ConfigurationPropertyName name) {
        return name.getNumberOfElements() > 2 && names.stream().anyMatch(name.chop(2)::isAncestorOf);
    }

    /** The name that was probably meant. */
    Optional<ConfigurationPropertyName> nearest(ConfigurationPropertyName name) {
        var typed = letters(name);
        return names.stream()
                .filter(known -> Distance.between(typed, letters(known)) <= MOST_MISTAKES)
                .min(Comparator.comparingInt(known -> Distance.between(typed, letters(known))));
    }

    boolean containsVariable(String variable) {
        var typed = bare(variable);
        return names.stream().anyMatch(known -> typed.equals(bare(known.toString())))
                || open.stream().anyMatch(known -> typed.startsWith(bare(known.toString())));
    }

    /** The name that was probably meant by a variable of the environment, whose names know neither dots nor dashes. */
    Optional<ConfigurationPropertyName> nearest(String variable) {
        var typed = bare(variable);
        return names.stream()
                .filter(known -> Distance.between(typed, bare(known.toString())) <= MOST_MISTAKES)
                .min(Comparator.comparingInt(known -> Distance.between(typed, bare(known.toString()))));
    }

    private static ConfigurationPropertyName withoutIndexes(ConfigurationPropertyName name) {
        var plain = ConfigurationPropertyName.EMPTY;
        for (int i = 0; i < name.getNumberOfElements(); i++) {
            plain = name.isNumericIndex(i) ? plain : plain.append(name.getElement(i, Form.DASHED));
        }
        return plain;
    }

    private static String letters(ConfigurationPropertyName name) {
        return withoutIndexes(name).toString();
    }

    private static String bare(String name) {
        return NOT_A_LETTER.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("");
    }
}
