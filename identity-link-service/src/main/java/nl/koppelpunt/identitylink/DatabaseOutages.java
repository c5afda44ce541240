// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink;

import io.r2dbc.spi.R2dbcException;
import java.time.Duration;
import nl.koppelpunt.platform.consumption.Outages;
import nl.koppelpunt.platform.defaults.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;

/**
 * Calls a database that is away, or that did not answer in time, an outage and not a fault of ours. Whether a change that
 * was asked of it was made is not known, so nothing is said of that; every step may be asked again.
 */
@Component
@Order(DatabaseOutages.BEFORE_PROBLEMS_ARE_WRITTEN)
class DatabaseOutages implements WebExceptionHandler {

    static final int BEFORE_PROBLEMS_ARE_WRITTEN = -3;

    private static final Logger log = LoggerFactory.getLogger(DatabaseOutages.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable error) {
        return Mono.error(error instanceof ErrorResponse || !isOutage(error) ? error : unavailable(error));
    }

    private static boolean isOutage(Throwable error) {
        return error instanceof DataAccessResourceFailureException
                || error instanceof TransientDataAccessException
                || Outages.isOutage(error);
    }

    private static Problem unavailable(Throwable error) {
        var cause = NestedExceptionUtils.getMostSpecificCause(error);
        var state = cause instanceof R2dbcException refused ? refused.getSqlState() : null;
        log.warn("The database gave no answer: {} {}", cause.getClass().getSimpleName(), state);
        return Problem.of(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "temporarily-unavailable",
                        "Temporarily unavailable",
                        "This step cannot be taken right now. Try again in a moment.")
                .retryAfter(RETRY_AFTER);
    }
}
