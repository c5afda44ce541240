// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway.portal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is wrong with a form: said once in the summary above it and once above each field. */
record FormErrors(Message heading, List<FormError> all) {

    static final FormErrors NONE = new FormErrors(Message.of("form.one-error"), List.of());

    /** Wrong in a field, or without a field in the form as a whole. */
    record FormError(@Nullable String field, Message message) {}

    static FormErrors of(Message heading, FormError... errors) {
        return new FormErrors(heading, List.of(errors));
    }

    public boolean isEmpty() {
        return all.isEmpty();
    }

    /** Whether nothing is said about the form as a whole. */
    boolean isOfFields() {
        return all.stream().noneMatch(error -> error.field() == null);
    }

    boolean says(String key) {
        return all.stream().anyMatch(error -> error.message().key().equals(key));
    }

    /** The message of a field, or null. */
    public @Nullable Message of(String field) {
        return all.stream()
                .filter(error -> field.equals(error.field()))
                .map(FormError::message)
                .findFirst()
                .orElse(null);
    }
}
