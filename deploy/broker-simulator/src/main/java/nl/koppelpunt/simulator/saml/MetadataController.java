// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.simulator.saml;

import java.security.cert.CertificateEncodingException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Map;
import nl.koppelpunt.simulator.SimulatorProperties;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** What the broker says of itself, signed anew at each asking. */
@RestController
class MetadataController {

    private static final MediaType TYPE = MediaType.parseMediaType("application/samlmetadata+xml;charset=UTF-8");
    private static final Duration VALID = Duration.ofDays(30);

    private final XmlTemplate metadata = XmlTemplate.named("metadata");
    private final XmlTemplate withoutLogOut = metadata.without("md:SingleLogoutService");
    private final XmlSigner signer = new XmlSigner();
    private final SimulatorProperties properties;
    private final BrokerKeys keys;
    private final MessageIds ids;
    private final Clock clock;
    private final Scheduler scheduler;

    MetadataController(
            SimulatorProperties properties, BrokerKeys keys, MessageIds ids, Clock clock, Scheduler samlScheduler) {
        this.properties = properties;
        this.keys = keys;
        this.ids = ids;
        this.clock = clock;
        this.scheduler = samlScheduler;
    }

    @GetMapping("/metadata")
    Mono<ResponseEntity<String>> metadata() {
        return Mono.fromCallable(this::signed)
                .subscribeOn(scheduler)
                .map(ResponseEntity.ok().contentType(TYPE)::body);
    }

    private String signed() throws CertificateEncodingException {
        var certificate = keys.signingCertificate();
        var document = (properties.logOut() ? metadata : withoutLogOut)
                .fill(Map.of(
                        "id", ids.next(),
                        "entityId", properties.entityId(),
                        "validUntil", Instant.now(clock).plus(VALID).truncatedTo(ChronoUnit.SECONDS),
                        "keyName", keys.signing().name(),
                        "certificate", Base64.getEncoder().encodeToString(certificate.getEncoded()),
                        "soapUrl", properties.soapUrl(),
                        "ssoUrl", AuthnRequests.ssoUrl(properties),
                        "sloUrl", LogOuts.url(properties)));
        return Xml.write(signer.sign(document, keys.signing(), certificate));
    }
}
