// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.local;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What each program is told: the values that a deployment takes from its own environment. */
record ProgramSettings(
        Ports ports,
        Secrets secrets,
        KeyMaterial keys,
        StaffTokenIssuer staff,
        @Nullable OtherBroker broker,
        Map<String, String> extra) {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String OIN = "00000001234567890000";
    private static final String SERVICE = "urn:etoegang:DV:" + OIN;
    private static final String BROKER = "urn:etoegang:HM:00000003123456780000:entities:9001";
    private static final String SERVICE_UUID = "5b2f9f0e-3c53-4d0c-9a51-6c1f5d1f0a01";
    private static final String PORTAL = "MijnHelpdeskPO";
    private static final String SAMPLE_PORTAL = "sample-portal";
    private static final Duration SECURITY_TXT_VALIDITY = Duration.ofDays(180);
    private static final String HELPDESK = "helpdesk@mijnhelpdeskpo.example";

    /** The same as the one variable by which Spring Boot takes any number of settings. */
    Map<String, String> environment(Program program) {
        return environment(of(program));
    }

    private static Map<String, String> environment(Map<String, String> settings) {
        return Map.of("SPRING_APPLICATION_JSON", JSON.writeValueAsString(settings));
    }

    /** For a start that ends before it serves, beside the one that does: no port is named twice. */
    Map<String, String> forTraining(Program program) {
        var settings = of(program);
        settings.put("server.port", "0");
        settings.put("management.server.port", "0");
        return environment(settings);
    }

    Map<String, String> of(Program program) {
        var settings = new LinkedHashMap<String, String>();
        settings.put("server.address", "127.0.0.1");
        settings.put("server.port", String.valueOf(ports.of(program)));
        settings.put("management.server.address", "127.0.0.1");
        settings.put("management.server.port", String.valueOf(ports.management(program)));
        settings.put("koppelpunt.oin", OIN);
        settings.put("spring.kafka.bootstrap-servers", "localhost:" + ports.kafka());
        switch (program) {
            case IDENTITY_LINK -> identityLink(settings);
            case ACCOUNT -> account(settings);
            case PIN -> pin(settings);
            case NOTIFICATION -> notification(settings);
            case GATEWAY -> gateway(settings);
            case SIMULATOR -> simulator(settings);
            case SAMPLE_PORTAL -> samplePortal(settings);
        }
        settings.putAll(extra);
        return settings;
    }

    private void identityLink(Map<String, String> settings) {
        database(settings, "identity_link");
        columns(settings, "identity-link");
        people(settings);
        settings.put("koppelpunt.tokens.issuer", ports.url(Program.IDENTITY_LINK));
        settings.put("koppelpunt.tokens.signing-keys-file", keys.tokenKeys().toString());
        settings.put("koppelpunt.tokens.portal-audience", SAMPLE_PORTAL);
        settings.put("koppelpunt.cookies.secure", "false");
        settings.put("koppelpunt.accounts.base-url", ports.url(Program.ACCOUNT));
        settings.put("koppelpunt.pins.base-url", ports.url(Program.PIN));
        settings.put(
                "koppelpunt.outbox.recipient-keys-file", keys.mailPublicKeys().toString());
        var prefix = "koppelpunt.eherkenning.";
        settings.put(prefix + "entity-id", SERVICE + ":entities:9001");
        settings.put(prefix + "service-id", SERVICE + ":services:1");
        settings.put(prefix + "service-name", PORTAL);
        settings.put(prefix + "base-url", ports.url(Program.GATEWAY));
        settings.put(prefix + "return-paths", "/mijn,/portal");
        settings.put(prefix + "key-store", keys.keyStore("identity-link").toString());
        settings.put(
                prefix + "key-store-password-file",
                keys.keyStorePassword("identity-link").toString());
        settings.put(prefix + "signing-key-alias", "signing");
        settings.put(prefix + "decryption-key-aliases", "encryption");
        settings.put(prefix + "tls-key-alias", "tls");
        if (broker == null) {
            settings.put(prefix + "service-uuid", SERVICE_UUID);
            broker(settings, keys.authority(), BROKER, ports.url(Program.SIMULATOR) + "/metadata", keys.brokerSigner());
        } else {
            // Another broker has a UUID of its own for the service: only the ServiceID is compared.
            broker(settings, broker.authority(), broker.metadata().entityId(), broker.source(), broker.signer());
        }
    }

    private static void broker(
            Map<String, String> settings, Path authority, String entityId, String metadata, Path signer) {
        var prefix = "koppelpunt.eherkenning.";
        settings.put(prefix + "tls-trust-file", authority.toString());
        settings.put(prefix + "broker.entity-id", entityId);
        settings.put(prefix + "broker.metadata", metadata);
        settings.put(prefix + "broker.metadata-certificate-file", signer.toString());
    }

    private void account(Map<String, String> settings) {
        database(settings, "account");
        columns(settings, "account");
        people(settings);
        settings.put(
                "koppelpunt.outbox.recipient-keys-file", keys.mailPublicKeys().toString());
        settings.put(
                "koppelpunt.accounts.code-keys-file",
                secrets.keysFile("activation-code").toString());
    }

    private void pin(Map<String, String> settings) {
        database(settings, "pin");
        columns(settings, "pin");
        people(settings);
        settings.put(
                "koppelpunt.outbox.recipient-keys-file", keys.mailPublicKeys().toString());
        settings.put(
                "koppelpunt.pins.mac-keys-file", secrets.keysFile("pin-mac").toString());
    }

    private void notification(Map<String, String> settings) {
        database(settings, "notification");
        columns(settings, "notification");
        people(settings);
        smtp(settings);
        settings.put(
                "koppelpunt.outbox.recipient-keys-file", keys.mailPublicKeys().toString());
        settings.put("koppelpunt.mail.private-keys-file", keys.mailPrivateKeys().toString());
        settings.put("koppelpunt.mail.from", "noreply@mijnhelpdeskpo.example");
        settings.put("koppelpunt.mail.starttls-required", "false");
        settings.put("koppelpunt.mail.portal-name", PORTAL);
        settings.put("koppelpunt.mail.helpdesk", HELPDESK);
    }

    private void gateway(Map<String, String> settings) {
        people(settings);
        settings.put("koppelpunt.cookies.secure", "false");
        settings.put("koppelpunt.portal.name", PORTAL);
        settings.put("koppelpunt.portal.helpdesk-email", HELPDESK);
        settings.put("koppelpunt.portal.security-txt.contact", "mailto:" + HELPDESK);
        settings.put(
                "koppelpunt.portal.security-txt.expires",
                Instant.now().plus(SECURITY_TXT_VALIDITY).toString());
        var prefix = "koppelpunt.gateway.";
        settings.put(prefix + "identity-link-url", ports.url(Program.IDENTITY_LINK));
        settings.put(prefix + "account-url", ports.url(Program.ACCOUNT));
        settings.put(prefix + "pin-url", ports.url(Program.PIN));
        settings.put(prefix + "notification-url", ports.url(Program.NOTIFICATION));
        settings.put(prefix + "csrf-key-file", secrets.keyFile("gateway-csrf").toString());
        settings.put(
                prefix + "source-key-file", secrets.keyFile("gateway-source").toString());
        settings.put(
                prefix + "broker-origin",
                broker == null
                        ? ports.url(Program.SIMULATOR)
                        : String.join(",", broker.metadata().origins()));
        settings.put(prefix + "public-origin", ports.url(Program.GATEWAY));
        settings.put(prefix + "portal-upstream-url", ports.url(Program.SAMPLE_PORTAL));
        settings.put(prefix + "portal-audience", SAMPLE_PORTAL);
    }

    private void samplePortal(Map<String, String> settings) {
        var issuer = ports.url(Program.IDENTITY_LINK);
        settings.put("portal.token.issuer", issuer);
        settings.put("portal.token.jwk-set-uri", issuer + "/.well-known/jwks.json");
        settings.put("portal.token.audience", SAMPLE_PORTAL);
    }

    private void simulator(Map<String, String> settings) {
        smtp(settings);
        settings.put("simulator.base-url", ports.url(Program.SIMULATOR));
        settings.put("simulator.soap-port", String.valueOf(ports.brokerSoap()));
        settings.put("simulator.soap-url", "https://localhost:" + ports.brokerSoap() + "/artifact");
        settings.put("simulator.entity-id", BROKER);
        settings.put("simulator.key-store", keys.keyStore("broker").toString());
        settings.put(
                "simulator.key-store-password-file",
                keys.keyStorePassword("broker").toString());
        settings.put("simulator.soap-trust-file", keys.authority().toString());
        settings.put("simulator.dv-metadata", ports.url(Program.IDENTITY_LINK) + "/eherkenning/metadata");
        settings.put("simulator.service-url", ports.url(Program.GATEWAY));
        settings.put("simulator.service-uuid", SERVICE_UUID);
        demoPeople(settings);
    }

    /** Who can log in at a simulator. */
    static void demoPeople(Map<String, String> settings) {
        var index = 0;
        for (var person : DemoPerson.ALL) {
            var prefix = "simulator.users[" + index++ + "].";
            settings.put(prefix + "username", person.username());
            settings.put(prefix + "password", person.password());
            settings.put(prefix + "name", person.name());
            settings.put(prefix + "email", person.supplierEmail());
            settings.put(prefix + "kvk", person.kvkNumber());
            settings.put(prefix + "organisation", person.organisation());
        }
    }

    private void database(Map<String, String> settings, String name) {
        var address = "://localhost:" + ports.postgresql() + "/" + name;
        var password = secrets.password("postgresql-" + name);
        settings.put("spring.r2dbc.url", "r2dbc:postgresql" + address);
        settings.put("spring.r2dbc.username", name);
        settings.put("spring.r2dbc.password", password);
        settings.put("spring.flyway.url", "jdbc:postgresql" + address);
        settings.put("spring.flyway.user", name);
        settings.put("spring.flyway.password", password);
    }

    private void columns(Map<String, String> settings, String service) {
        settings.put(
                "koppelpunt.column-encryption.keyset-file",
                keys.encryptionKeyset(service).toString());
        settings.put(
                "koppelpunt.column-encryption.index-keyset-file",
                keys.indexKeyset(service).toString());
    }

    private void people(Map<String, String> settings) {
        var issuer = ports.url(Program.IDENTITY_LINK);
        settings.put("koppelpunt.security.person.issuer", issuer);
        settings.put("koppelpunt.security.person.jwk-set-uri", issuer + "/.well-known/jwks.json");
        settings.put("koppelpunt.security.staff.issuer", staff.issuer());
        settings.put("koppelpunt.security.staff.jwk-set-uri", staff.jwksUrl());
    }

    private void smtp(Map<String, String> settings) {
        settings.put("spring.mail.host", "localhost");
        settings.put("spring.mail.port", String.valueOf(ports.smtp()));
    }
}
