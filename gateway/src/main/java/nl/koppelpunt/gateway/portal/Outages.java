// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway.portal;

import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import org.springframework.web.reactive.function.client.WebClientResponseException;
import org.springframework.web.server.ResponseStatusException;

/** Tells a service that is away or in trouble from a fault of our own. */
final class Outages {

    private Outages() {}

    static boolean is(Throwable error) {
        return error instanceof WebClientRequestException
                || error instanceof IOException
                || error instanceof TimeoutException
                || (error instanceof WebClientResponseException answer
                        && answer.getStatusCode().is5xxServerError())
                || (error instanceof ResponseStatusException status
                        && status.getStatusCode().isSameCodeAs(HttpStatus.SERVICE_UNAVAILABLE));
    }
}
