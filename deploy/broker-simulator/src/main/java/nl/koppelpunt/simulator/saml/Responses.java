// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.simulator.saml;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import nl.koppelpunt.simulator.SimulatorProperties;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.w3c.dom.Document;

/** The answer to a request; not signed itself, as it only ever travels inside a signed ArtifactResponse. */
@Component
class Responses {

    private static final String AUTHN_FAILED = "urn:oasis:names:tc:SAML:2.0:status:AuthnFailed";
    private static final String REQUEST_UNSUPPORTED = "urn:oasis:names:tc:SAML:2.0:status:RequestUnsupported";

    private final XmlTemplate success = XmlTemplate.named("response");
    private final XmlTemplate failure = XmlTemplate.named("response-failed");
    private final SimulatorProperties properties;
    private final Assertions assertions;
    private final MessageIds ids;
    private final Clock clock;

    Responses(SimulatorProperties properties, Assertions assertions, MessageIds ids, Clock clock) {
        this.properties = properties;
        this.assertions = assertions;
        this.ids = ids;
        this.clock = clock;
    }

    /** A defect spoils only a login that succeeds. */
    Document of(AuthnRequest request, LoginResult result, DvMetadata dv, @Nullable Defect defect) {
        return switch (result) {
            case LoginResult.Authenticated login -> {
                var response = success(request, assertions.of(request, login, dv, defect));
                yield defect == null ? response : ResponseDefects.apply(defect, response);
            }
            case LoginResult.Cancelled _ -> failure(request, AUTHN_FAILED, "Inloggen geannuleerd");
            case LoginResult.NotRecognised _ -> failure(request, AUTHN_FAILED, "Inloggen mislukt");
            case LoginResult.NotAuthorised _ ->
                failure(request, REQUEST_UNSUPPORTED, "Geen machtiging voor deze dienst");
        };
    }

    private Document success(AuthnRequest request, Document assertion) {
        var values = common(request);
        values.put("assertion", assertion);
        return success.fill(values);
    }

    private Document failure(AuthnRequest request, String code, String message) {
        var values = common(request);
        values.put("code", code);
        values.put("message", message);
        return failure.fill(values);
    }

    private Map<String, Object> common(AuthnRequest request) {
        var values = new HashMap<String, Object>();
        values.put("id", ids.next());
        values.put("now", Instant.now(clock).truncatedTo(ChronoUnit.MILLIS));
        values.put("issuer", properties.entityId());
        values.put("acs", request.acs());
        values.put("inResponseTo", request.id());
        return values;
    }
}
