// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.linkattempt;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import nl.koppelpunt.platform.defaults.FieldProblem;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Judges the address a PIN is to go to: a valid one, and of a person rather than of an organisation. */
@Component
class PersonalEmail {

    private static final int LONGEST = 254;
    private static final int LONGEST_LOCAL_PART = 64;
    private static final Pattern ADDRESS = Pattern.compile(
            "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
                    + "@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])");

    private final Set<String> general;

    PersonalEmail(LinkAttemptProperties properties) {
        this.general = properties.generalLocalParts().stream()
                .map(part -> part.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    Optional<FieldProblem> fault(@Nullable String email) {
        if (email == null || email.isBlank()) {
            return Optional.of(FieldFaults.required("email"));
        } else if (email.length() > LONGEST) {
            return Optional.of(FieldFaults.tooLong("email"));
        } else if (email.indexOf('@') > LONGEST_LOCAL_PART
                || !ADDRESS.matcher(email).matches()) {
            return Optional.of(FieldFaults.invalidEmail());
        } else if (isGeneral(email)) {
            return Optional.of(FieldFaults.generalEmail());
        }
        return Optional.empty();
    }

    private boolean isGeneral(String email) {
        return general.contains(email.substring(0, email.indexOf('@')).toLowerCase(Locale.ROOT));
    }

    /** Enough of an address to recognise one's own by. */
    static String masked(String email) {
        return email.substring(0, email.offsetByCodePoints(0, 1)) + "•••" + email.substring(email.indexOf('@'));
    }
}
