// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.simulator.saml;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import nl.koppelpunt.simulator.SimulatorProperties;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.w3c.dom.Document;

/** The statement of the broker about a login, with that of the supplier inside it as evidence. */
@Component
class Assertions {

    private static final String KVK = "urn:etoegang:1.9:EntityConcernedID:KvKnr";
    private static final String PSEUDO = "urn:etoegang:1.13:EntityConcernedID:Pseudo";
    private static final Duration VALID = Duration.ofMinutes(2);
    private static final Duration BEFORE = Duration.ofSeconds(5);

    private final XmlTemplate assertion = XmlTemplate.named("assertion");
    private final XmlTemplate supplierAssertion = XmlTemplate.named("supplier-assertion");
    private final XmlSigner signer = new XmlSigner();
    private final SignatureDefects signatures;
    private final SimulatorProperties properties;
    private final BrokerKeys keys;
    private final Pseudonyms pseudonyms;
    private final EncryptedIds encryptedIds;
    private final KnownSessions sessions;
    private final MessageIds ids;
    private final Clock clock;

    Assertions(
            SimulatorProperties properties,
            BrokerKeys keys,
            Pseudonyms pseudonyms,
            EncryptedIds encryptedIds,
            KnownSessions sessions,
            MessageIds ids,
            Clock clock) {
        this.properties = properties;
        this.keys = keys;
        this.signatures = new SignatureDefects(keys);
        this.pseudonyms = pseudonyms;
        this.encryptedIds = encryptedIds;
        this.sessions = sessions;
        this.ids = ids;
        this.clock = clock;
    }

    Document of(AuthnRequest request, LoginResult.Authenticated login, DvMetadata dv, @Nullable Defect defect) {
        var pseudonym = pseudonyms.of(dv.entityId(), login.user(), login.supplier());
        var values = common(login);
        values.put("supplierAssertion", signedBySupplier(login));
        values.put("issuer", properties.entityId());
        values.put("audience", dv.entityId());
        values.put("inResponseTo", request.id());
        values.put("acs", request.acs());
        var sessionIndex = ids.next();
        values.put("sessionIndex", sessionIndex);
        sessions.begin(String.valueOf(values.get("transientId")), sessionIndex);
        values.put("legalSubject", encryptedIds.encrypt(KVK, login.user().kvk(), dv));
        values.put("actingSubject", encryptedIds.encrypt(PSEUDO, pseudonym, dv));
        values.put("serviceId", request.serviceId());
        values.put("serviceUuid", serviceUuid(request.serviceId()));
        var unsigned = assertion.fill(values);
        if (defect == null) {
            return signer.sign(unsigned, keys.signing());
        }
        AssertionDefects.apply(defect, unsigned, Instant.now(clock));
        return signatures.signed(defect, unsigned);
    }

    private Document signedBySupplier(LoginResult.Authenticated login) {
        var values = common(login);
        values.put("audience", properties.entityId());
        return signer.sign(supplierAssertion.fill(values), keys.supplier());
    }

    private Map<String, Object> common(LoginResult.Authenticated login) {
        var now = Instant.now(clock).truncatedTo(ChronoUnit.MILLIS);
        var values = new HashMap<String, Object>();
        values.put("id", ids.next());
        values.put("now", now);
        values.put("notBefore", now.minus(BEFORE));
        values.put("expires", now.plus(VALID));
        values.put("supplier", login.supplier().entityId());
        values.put("transientId", ids.next());
        values.put("level", login.level().uri());
        return values;
    }

    private UUID serviceUuid(String serviceId) {
        return Optional.ofNullable(properties.serviceUuid())
                .orElseGet(() -> UUID.nameUUIDFromBytes(serviceId.getBytes(StandardCharsets.UTF_8)));
    }
}
