// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway.portal;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.koppelpunt.gateway.GatewayProperties;
import nl.koppelpunt.gateway.portal.PortalProperties.SecurityTxt;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Tells who finds a leak where to report it (RFC 9116). */
@RestController
class SecurityTxtController {

    private static final Logger LOG = LoggerFactory.getLogger(SecurityTxtController.class);
    private static final String PATH = "/.well-known/security.txt";

    private static final MediaType PLAIN_TEXT = new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);

    private final @Nullable String text;

    SecurityTxtController(PortalProperties portal, GatewayProperties gateway, Clock clock) {
        var settings = portal.securityTxt();
        this.text = settings == null ? null : write(settings, gateway.publicOrigin() + PATH);
        if (settings == null) {
            LOG.warn("koppelpunt.portal.security-txt is not set: {} does not exist", PATH);
        } else if (settings.expires().isBefore(clock.instant())) {
            LOG.warn("koppelpunt.portal.security-txt.expires has passed: {} is out of date", PATH);
        }
    }

    @GetMapping(PATH)
    ResponseEntity<String> securityTxt() {
        if (text == null) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return ResponseEntity.ok().contentType(PLAIN_TEXT).body(text);
    }

    private static String write(SecurityTxt settings, String canonical) {
        return Stream.of(
                        line("Contact", settings.contact()),
                        line("Expires", settings.expires().toString()),
                        line("Canonical", canonical),
                        line("Policy", settings.policy()),
                        line("Acknowledgments", settings.acknowledgments()),
                        line("Preferred-Languages", settings.preferredLanguages()))
                .collect(Collectors.joining());
    }

    private static String line(String name, @Nullable String value) {
        return value == null ? "" : name + ": " + value + "\n";
    }
}
