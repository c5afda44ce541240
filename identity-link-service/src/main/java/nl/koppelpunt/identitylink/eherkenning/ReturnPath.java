// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a login may return to: a plain path of this portal from a list, never a URL. */
final class ReturnPath {

    private static final Pattern PLAIN = Pattern.compile("(/[A-Za-z0-9_-]{1,64}){1,8}");

    private final List<String> allowed;

    ReturnPath(List<String> allowed) {
        this.allowed = allowed;
    }

    String choose(@Nullable String asked) {
        return asked != null && PLAIN.matcher(asked).matches() && isAllowed(asked) ? asked : allowed.getFirst();
    }

    private boolean isAllowed(String path) {
        return allowed.stream().anyMatch(known -> path.equals(known) || path.startsWith(known + "/"));
    }
}
