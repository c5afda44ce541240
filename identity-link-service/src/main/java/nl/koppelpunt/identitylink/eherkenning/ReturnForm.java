// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.server.ContentTooLargeException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebInputException;
import reactor.core.publisher.Mono;

/** What the browser brings in a form, and in the address that form was sent to: little, and without delay. */
@Component
final class ReturnForm {

    private final Duration timeout;

    ReturnForm(EHerkenningProperties properties) {
        this.timeout = properties.formTimeout();
    }

    /** The form, once all of it is there; a refusal where that takes too much or too long. */
    Mono<MultiValueMap<String, String>> read(ServerWebExchange exchange) {
        // What says beforehand that it is too large is not read at all.
        if (exchange.getRequest().getHeaders().getContentLength() > XmlReader.MAX_BYTES) {
            return Mono.error(() -> new RefusedException(Refusal.FORM_TOO_LARGE));
        }
        MultiValueMap<String, String> both = new LinkedMultiValueMap<>();
        both.addAll(exchange.getRequest().getQueryParams());
        return exchange.getFormData()
                .timeout(timeout)
                .doOnNext(both::addAll)
                .thenReturn(both)
                .onErrorMap(ReturnForm::refused);
    }

    private static Throwable refused(Throwable failure) {
        return switch (failure) {
            case DataBufferLimitException _, ContentTooLargeException _ -> new RefusedException(Refusal.FORM_TOO_LARGE);
            case TimeoutException _ -> new RefusedException(Refusal.FORM_TOO_SLOW);
            case ServerWebInputException _ -> new RefusedException(Refusal.PARAMETERS_INVALID);
            default -> failure;
        };
    }
}
