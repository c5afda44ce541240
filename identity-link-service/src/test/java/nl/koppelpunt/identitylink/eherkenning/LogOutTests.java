// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import nl.koppelpunt.platform.test.TemporaryFolder;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.web.reactive.function.BodyInserters;
import org.w3c.dom.Element;

@EHerkenningTest
@ExtendWith(OutputCaptureExtension.class)
@DisplayName("who logged out here is logged out at the broker too, where it offers that")
class LogOutTests extends LoginFixture {

    private static final String QUALIFIER = "urn:etoegang:AD:00000003000000000000:entities:9001";
    private static final BrokerSession SESSION =
            new BrokerSession(TestBroker.ENTITY, "_transient", QUALIFIER, null, "_index&1");
    private static final Pattern LINK = Pattern.compile("<a href=\"([^\"]+)\"");

    @Autowired
    BrokerLogOut logOut;

    @Autowired
    KeyRing keys;

    @Autowired
    ApplicationContext context;

    private record Left(String requestId, String relayState) {}

    @Test
    void loginTellsWhatTheBrokerCallsTheSession() {
        afterLogin(TestBroker.genuine().edit("<saml:AuthnStatement ", "<saml:AuthnStatement SessionIndex=\"_index\" "));

        assertThat(logins.brokerSessions())
                .singleElement()
                .satisfies(told -> assertThat(told)
                        .contains(new BrokerSession(TestBroker.ENTITY, "_transient", QUALIFIER, null, "_index")));
    }

    @Test
    void nameThatLastsLongerIsNotKept() {
        afterLogin(TestBroker.genuine().edit("nameid-format:transient", "nameid-format:persistent"));

        assertThat(logins.identities()).hasSize(1);
        assertThat(logins.brokerSessions())
                .singleElement()
                .satisfies(told -> assertThat(told).isEmpty());
    }

    @Test
    void requestIsSignedAndNamesTheSession() {
        EntityExchangeResult<byte[]> page = get(ticket(), null);

        assertThat(page.getStatus().value()).isEqualTo(200);
        assertThat(body(page)).contains("action=\"https://broker.example.nl/slo\"", "uitgelogd bij eHerkenning");
        assertThat(page.getResponseHeaders().getFirst("Content-Security-Policy"))
                .contains("form-action 'self' https://broker.example.nl;");
        Element request = request(body(page));
        assertThat(request.getLocalName()).isEqualTo("LogoutRequest");
        new SignatureVerifier(SignatureRules.OF_THE_SCHEME, Clock.systemUTC())
                .verify(request, SignatureForm.MESSAGE, ownKeys());
        assertThat(request.getAttributeNS(null, "Destination")).isEqualTo("https://broker.example.nl/slo");
        Element name = Elements.only(request, Saml.ASSERTION, "NameID", Refusal.INTERNAL);
        assertThat(name.getTextContent()).isEqualTo("_transient");
        assertThat(name.getAttributeNS(null, "NameQualifier")).isEqualTo(QUALIFIER);
        assertThat(name.getAttributeNS(null, "Format")).isEqualTo(Saml.NAME_ID_TRANSIENT);
        assertThat(Elements.only(request, Saml.PROTOCOL, "SessionIndex", Refusal.INTERNAL)
                        .getTextContent())
                .isEqualTo("_index&1");
    }

    @Test
    void ticketIsUsedOnceAndTheNameIsForgottenWithIt(CapturedOutput output) {
        String ticket = ticket();
        assertThat(count("broker_log_out where broker_session is not null")).isPositive();
        assertThat(count("broker_log_out where position('_transient'::bytea in broker_session) > 0"))
                .isZero();

        get(ticket, null);

        assertThat(count("broker_log_out where broker_session is not null")).isZero();
        assertThat(location(get(ticket, null))).isEqualTo("/uitgelogd");
        assertThat(output.getAll()).doesNotContain("_transient", "_index&1");
    }

    @ParameterizedTest
    @CsvSource({"/eherkenning/logout", "/eherkenning/logout?ticket=x", "/eherkenning/logout?ticket=a&ticket=b"})
    void withoutATicketNobodyIsSentOn(String address) {
        assertThat(location(get(address, null))).isEqualTo("/uitgelogd");
    }

    @Test
    void ticketOfLongAgoIsWorthNothing() {
        String ticket = ticket();
        database.sql("update broker_log_out set expires_at = now()").then().block();

        assertThat(location(get(ticket + "&taal=en", null))).isEqualTo("/uitgelogd?taal=en");
    }

    @Test
    void answerOfTheBrokerEndsAtThePageThatSaysSo() {
        Left left = leave("&taal=en");

        assertThat(location(answer(left, TestLogOutAnswer.to(left.requestId()).signed())))
                .isEqualTo("/uitgelogd?taal=en");

        assertThat(audited(left)).isEqualTo("SUCCESS ended");
        assertThat(location(answer(left, TestLogOutAnswer.to(left.requestId()).signed())))
                .as("once")
                .isEqualTo("/");
    }

    @Test
    @DisplayName("S-003, S-008, S-013, S-016, S-017: what is not the broker's answer to this request is not believed")
    void otherAnswersAreNotBelieved() {
        assertNotBelieved("signature-missing", TestLogOutAnswer::unsigned);
        assertNotBelieved("signature-key-unknown", answer -> answer.signedBy(TestKeys.STRANGER));
        assertNotBelieved("signature-wrong", answer -> answer.tampered(":Success", ":Success2"));
        assertNotBelieved("issuer-mismatch", answer -> answer.edit(">" + TestBroker.ENTITY, ">urn:x"));
        assertNotBelieved("in-response-to-mismatch", answer -> answer.edit("InResponseTo=\"_", "InResponseTo=\"_x"));
        assertNotBelieved("destination-mismatch", answer -> answer.edit("/eherkenning/slo", "/eherkenning/acs"));
        assertNotBelieved("issue-instant", answer -> answer.edit(TestBroker.NOW.toString(), "2026-11-24T09:00:00Z"));
        assertNotBelieved("message-structure", answer -> answer.edit("LogoutResponse", "Response"));
        assertNotBelieved("message-malformed", answer -> answer.prefixed("<!DOCTYPE x>"));
    }

    @Test
    void brokerThatDidNotEndItIsWrittenDown() {
        Left left = leave("");

        String answer = TestLogOutAnswer.to(left.requestId())
                .edit("status:Success", "status:Responder")
                .signed();

        assertThat(location(answer(left, answer))).isEqualTo("/uitgelogd");
        assertThat(audited(left)).isEqualTo("FAILED not-ended");
    }

    @Test
    void answerByAddressIsNotReadAndWhoeverItBringsIsLoggedOut() {
        Left left = leave("");

        assertThat(location(get("/eherkenning/slo?SAMLResponse=fZ&RelayState=" + left.relayState(), null)))
                .isEqualTo("/uitgelogd");
        assertThat(audited(left)).startsWith("REFUSED message-malformed");
    }

    @Test
    void answerNobodyWaitsForLeadsToTheStart() {
        long before = count("audit_event where action = 'eherkenning.log-out'");

        assertThat(location(get("/eherkenning/slo", null))).isEqualTo("/");
        assertThat(location(answer(new Left("_x", "a".repeat(43)), "x"))).isEqualTo("/");

        assertThat(count("audit_event where action = 'eherkenning.log-out'")).isEqualTo(before + 2);
    }

    @Test
    void brokerThatTakesAddressesOnlyIsSentOne() throws Exception {
        try (Replica replica = replica(TestMetadata.genuine().logOut(Saml.BINDING_REDIRECT))) {
            EntityExchangeResult<byte[]> page =
                    get(replica.port(), ticket(replica.bean(BrokerLogOut.class), SESSION), null);

            assertThat(body(page)).contains("http-equiv=\"refresh\"");
            var link = LINK.matcher(body(page));
            assertThat(link.find()).isTrue();
            String location = link.group(1).replace("&amp;", "&");
            assertThat(location).startsWith("https://broker.example.nl/slo?SAMLRequest=");
            RedirectBindingTests.assertSigned(
                    URI.create(location), replica.bean(KeyRing.class).signing());
            assertThat(RedirectBindingTests.inflated(URI.create(location)))
                    .contains("LogoutRequest", ">_transient<")
                    .doesNotContain("Signature");
        }
    }

    @Test
    void withoutAnOfferOfTheBrokerNobodyIsSentOn() throws Exception {
        try (Replica replica = replica(TestMetadata.genuine())) {
            assertThat(replica.bean(BrokerLogOut.class).prepare(SESSION).blockOptional())
                    .isEmpty();
        }
        assertThat(logOut.prepare(new BrokerSession("urn:other", "_transient", null, null, null))
                        .blockOptional())
                .as("a session at another broker")
                .isEmpty();
    }

    @Test
    void operatorMayKeepLoggingOutAtHome() {
        assertThat(body(get("/eherkenning/metadata", null)))
                .contains("<md:SingleLogoutService", "https://portaal.example.nl/eherkenning/slo");
        try (Replica off = Replica.of(context, "--koppelpunt.eherkenning.broker.log-out=false")) {
            awaitMetadata(off.bean(BrokerDirectory.class));

            assertThat(off.bean(BrokerLogOut.class).prepare(SESSION).blockOptional())
                    .isEmpty();
            assertThat(body(get(off.port(), "/eherkenning/metadata", null))).doesNotContain("SingleLogoutService");
        }
    }

    private void assertNotBelieved(String code, UnaryOperator<TestLogOutAnswer> change) {
        Left left = leave("");

        String answer = change.apply(TestLogOutAnswer.to(left.requestId())).signed();

        assertThat(location(answer(left, answer))).isEqualTo("/uitgelogd");
        assertThat(audited(left)).isEqualTo("REFUSED " + code);
    }

    private Left leave(String language) {
        String html = body(get(ticket() + language, null));
        return new Left(request(html).getAttributeNS(null, "ID"), field(html, "RelayState"));
    }

    private String ticket() {
        return ticket(logOut, SESSION);
    }

    private static String ticket(BrokerLogOut logOut, BrokerSession session) {
        return Objects.requireNonNull(logOut.prepare(session).block()).toString();
    }

    private EntityExchangeResult<byte[]> answer(Left left, String message) {
        return web.post()
                .uri("/eherkenning/slo")
                .body(BodyInserters.fromFormData(
                                "SAMLResponse",
                                Base64.getEncoder().encodeToString(message.getBytes(StandardCharsets.UTF_8)))
                        .with("RelayState", left.relayState()))
                .exchange()
                .expectBody()
                .returnResult();
    }

    private String audited(Left left) {
        return Objects.requireNonNull(database.sql("""
                        select outcome || ' ' || (details ->> 'code') as told from audit_event
                        where action = 'eherkenning.log-out' and object_id = :id""")
                .bind("id", left.requestId())
                .mapValue(String.class)
                .one()
                .block());
    }

    private Replica replica(TestMetadata metadata) throws java.io.IOException {
        Path file = TemporaryFolder.create("metadata").resolve("metadata.xml");
        Files.write(
                file,
                metadata.edit("https://localhost:8491/artifact", broker.url()).signedBy(TestKeys.BROKER_NEXT));
        Replica replica = Replica.of(context, "--koppelpunt.eherkenning.broker.metadata=" + file);
        awaitMetadata(replica.bean(BrokerDirectory.class));
        return replica;
    }

    private List<VerificationKey> ownKeys() {
        X509Certificate certificate = keys.signing().certificate();
        return List.of(new VerificationKey(keys.signing().name(), certificate));
    }
}
