// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway.portal;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;

/** Everything that can go wrong and has a page of its own; the texts are in the messages under {@code failure}. */
enum Failure {
    // what the login itself came to, as identity-link-service calls it in the address of the page
    GEANNULEERD(HttpStatus.OK, WayOn.AGAIN),
    NIVEAU_TE_LAAG(HttpStatus.OK, WayOn.AGAIN),
    GEEN_TOEGANG(HttpStatus.OK, WayOn.AGAIN),
    TE_LAAT(HttpStatus.OK, WayOn.AGAIN),
    ONGELDIG(HttpStatus.OK, WayOn.AGAIN),
    STORING(HttpStatus.OK, WayOn.AGAIN),

    ORGANISATION_DIFFERS(HttpStatus.CONFLICT, WayOn.LINK),
    PROOF_USED(HttpStatus.CONFLICT, WayOn.LINK),
    INSTITUTION_CLOSED(HttpStatus.CONFLICT, WayOn.LINK),
    IDENTITY_LINKED(HttpStatus.CONFLICT, WayOn.START),
    ATTEMPT_REFUSED(HttpStatus.CONFLICT, WayOn.START),
    ATTEMPT_ENDED(HttpStatus.GONE, WayOn.START),
    LOCKED(HttpStatus.FORBIDDEN, WayOn.START),

    SESSION_ENDED(HttpStatus.FORBIDDEN, WayOn.START),
    FORM_REFUSED(HttpStatus.FORBIDDEN, WayOn.START),
    TOO_MANY_REQUESTS(HttpStatus.TOO_MANY_REQUESTS, WayOn.START),
    BAD_REQUEST(HttpStatus.BAD_REQUEST, WayOn.START),
    FORBIDDEN(HttpStatus.FORBIDDEN, WayOn.START),
    NOT_FOUND(HttpStatus.NOT_FOUND, WayOn.START),
    METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, WayOn.START),
    CONTENT_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, WayOn.START),
    SERVICE_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, WayOn.START),
    GATEWAY_TIMEOUT(HttpStatus.GATEWAY_TIMEOUT, WayOn.START),
    INTERNAL_SERVER_ERROR(HttpStatus.INTERNAL_SERVER_ERROR, WayOn.START);

    /** Where the one button of the page leads. */
    enum WayOn {
        START("/"),
        AGAIN("/eherkenning/login?returnTo=/mijn"),
        LINK("/koppelen");

        private final String href;

        WayOn(String href) {
            this.href = href;
        }

        String href() {
            return href;
        }
    }

    private final HttpStatus status;
    private final WayOn wayOn;

    Failure(HttpStatus status, WayOn wayOn) {
        this.status = status;
        this.wayOn = wayOn;
    }

    HttpStatus status() {
        return status;
    }

    WayOn wayOn() {
        return wayOn;
    }

    /** {@code PROOF_USED} is {@code proof-used} in addresses, problem codes and message keys. */
    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    boolean isOfLogin() {
        return status == HttpStatus.OK;
    }

    static Optional<Failure> byCode(@Nullable String code) {
        return Arrays.stream(values())
                .filter(failure -> failure.code().equals(code))
                .findFirst();
    }

    static Failure byStatus(HttpStatusCode status) {
        if (status.isSameCodeAs(HttpStatus.UNAUTHORIZED)) {
            return SESSION_ENDED;
        }
        return byCode(HttpStatus.valueOf(status.value())
                        .name()
                        .toLowerCase(Locale.ROOT)
                        .replace('_', '-'))
                .orElse(status.is4xxClientError() ? BAD_REQUEST : INTERNAL_SERVER_ERROR);
    }
}
