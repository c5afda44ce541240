// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway.portal;

import org.jspecify.annotations.Nullable;

/**
 * Something to say, before it is known in which language.
 *
 * @param value what it is about: a text, a moment or a time to wait
 * @param fallback the key of what is said where there are no words for {@code key}
 */
record Message(String key, @Nullable Object value, @Nullable String fallback) {

    static Message of(String key) {
        return of(key, null);
    }

    static Message of(String key, @Nullable Object value) {
        return new Message(key, value, null);
    }

    Message orElse(String other) {
        return new Message(key, value, other);
    }
}
