// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.simulator.login;

import java.util.concurrent.RejectedExecutionException;
import nl.koppelpunt.simulator.saml.DvUnavailableException;
import nl.koppelpunt.simulator.saml.SamlRefusedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpStatus;
import org.springframework.mail.MailException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.reactive.result.view.Rendering;

/** What went wrong, in one line for the log and one page for the user. */
@ControllerAdvice
class Refusals {

    private static final Logger log = LoggerFactory.getLogger(Refusals.class);

    private final Pages pages;

    Refusals(Pages pages) {
        this.pages = pages;
    }

    @ExceptionHandler
    Rendering refused(SamlRefusedException e) {
        log.warn("Request refused: {}", e.getMessage());
        return pages.messageWithWayBack(
                HttpStatus.BAD_REQUEST,
                "U kunt niet verder",
                "De dienst stuurde een verzoek dat niet klopt. Ga terug naar de dienst en probeer het opnieuw.");
    }

    @ExceptionHandler
    Rendering tooLarge(DataBufferLimitException e) {
        log.warn("Request refused: too-large");
        return pages.messageWithWayBack(
                HttpStatus.CONTENT_TOO_LARGE,
                "U kunt niet inloggen",
                "Het verzoek is te groot. Ga terug naar de dienst en probeer het opnieuw.");
    }

    @ExceptionHandler
    Rendering busy(RejectedExecutionException e) {
        log.warn("Request refused: too-busy");
        return pages.message(
                HttpStatus.SERVICE_UNAVAILABLE,
                "U kunt nu niet inloggen",
                "Het is nu te druk. Probeer het over een paar minuten opnieuw.");
    }

    @ExceptionHandler
    Rendering unavailable(DvUnavailableException e) {
        log.warn("Metadata of the service provider not available: {}", String.valueOf(e.getCause()));
        return pages.message(
                HttpStatus.SERVICE_UNAVAILABLE,
                "U kunt nu niet inloggen",
                "De gegevens van de dienst zijn niet te lezen. Probeer het over een paar minuten opnieuw.");
    }

    @ExceptionHandler
    Rendering notMailed(MailException e) {
        log.warn("Code not mailed: {}", e.getClass().getSimpleName());
        return pages.message(
                HttpStatus.SERVICE_UNAVAILABLE,
                "De code is niet verstuurd",
                "De e-mail met uw code kon niet worden verstuurd. Ga terug en probeer het opnieuw.");
    }
}
