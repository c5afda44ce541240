// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.database;

import java.time.Duration;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * How long the database may take to begin an answer, {@code koppelpunt.database.answer-timeout} unless somebody waits on
 * purpose. Longer than {@code statement_timeout}, which the database itself keeps: this one is for a database that has
 * stopped, or is out of reach.
 */
public final class AnswerTimeout {

    private static final Class<AnswerTimeout> KEY = AnswerTimeout.class;

    private AnswerTimeout() {}

    /** For {@code contextWrite}: what is asked of the database above it may take this long. */
    public static Context of(Duration timeout) {
        return Context.of(KEY, timeout);
    }

    static Duration in(ContextView context, Duration otherwise) {
        return context.<Duration>getOrEmpty(KEY).orElse(otherwise);
    }
}
