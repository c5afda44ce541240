// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.notice;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What only the mailer may read of a fact.
 *
 * @param organisation who logged in, where the fact came from a log-in
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Recipients(@Nullable String organisation, List<Recipient> recipients) {

    @Override
    public String toString() {
        return "Recipients[redacted]";
    }

    public record Recipient(String role, String email) {

        public static Recipient user(String email) {
            return new Recipient("user", email);
        }

        public static Recipient representative(String email) {
            return new Recipient("representative", email);
        }

        @Override
        public String toString() {
            return "Recipient[" + role + ", redacted]";
        }
    }
}
