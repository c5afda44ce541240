// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Base64;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.web.reactive.function.BodyInserters;

@EHerkenningTest
class PostedResponseTests extends LoginFixture {

    @Autowired
    ApplicationContext context;

    @Test
    void signedResponseProvesWhatAnArtifactWould() {
        assertThat(TestBroker.verifyPosted(TestBroker.genuine().posted())
                        .identity()
                        .legalSubject()
                        .value())
                .isEqualTo(TestBroker.KVK);
    }

    @Test
    @DisplayName("S-011: nothing signed surrounds it, so the Response has to be signed, and the assertion too")
    void bothHaveToBeSigned() {
        assertRefused(Refusal.SIGNATURE_MISSING, TestBroker.genuine().postedAsIs());
        assertRefused(
                Refusal.SIGNATURE_MISSING,
                TestBroker.genuine().signAssertion(null).posted());
        assertRefused(
                Refusal.SIGNATURE_MISSING,
                TestBroker.failing("Responder", "AuthnFailed").postedAsIs());
        assertRefused(
                Refusal.SIGNATURE_KEY_UNKNOWN,
                TestBroker.genuine()
                        .signResponse(TestSignature.by(TestKeys.STRANGER))
                        .posted());
        assertRefused(Refusal.MESSAGE_STRUCTURE, TestBroker.genuine().bytes());
        assertRefused(
                Refusal.CANCELLED,
                TestBroker.failing("Responder", "AuthnFailed").posted());
    }

    @Test
    @DisplayName("S-027: a posted Response is refused unless the switch is on, and by GET even then")
    void switchIsOffByDefault() {
        Begun begun = begin();

        assertRefused("ongeldig", "parameters-invalid", post(port, begun, TestBroker.genuine()));
        try (Replica legacy = legacy()) {
            Begun next = begin(legacy.port());
            assertRefused(
                    "ongeldig",
                    "parameters-invalid",
                    get(
                            legacy.port(),
                            "/eherkenning/acs?SAMLResponse=eA%3D%3D&RelayState=" + next.relayState(),
                            next.cookie()));
        }
        assertThat(logins.identities()).isEmpty();
    }

    @Test
    void withTheSwitchOnEveryOtherCheckHolds() {
        try (Replica legacy = legacy()) {
            Begun begun = begin(legacy.port());
            TestBroker message = message(begun, TestBroker.genuine());

            assertThat(location(post(legacy.port(), begun, message))).isEqualTo("/koppelen");
            assertRefused("ongeldig", "request-used", post(legacy.port(), begun, message));
            Begun other = begin(legacy.port());
            assertRefused("ongeldig", "in-response-to-mismatch", post(legacy.port(), other, message));
            Begun stranger = new Begun("", begin(legacy.port()).relayState(), "_x");
            assertRefused("ongeldig", "other-browser", post(legacy.port(), stranger, message));
        }
    }

    @Test
    void withTheSwitchOnTheBrokerIsAskedForIt() {
        try (Replica legacy = legacy()) {
            String page = body(get(legacy.port(), "/eherkenning/login", null));

            assertThat(request(page).getAttributeNS(null, "AssertionConsumerServiceIndex"))
                    .isEqualTo("2");
            assertThat(body(get(legacy.port(), "/eherkenning/metadata", null)))
                    .contains("index=\"2\"", "bindings:HTTP-POST");
        }
        assertThat(body(get("/eherkenning/metadata", null))).doesNotContain("index=\"2\"");
    }

    private Replica legacy() {
        Replica replica = Replica.of(context, "--koppelpunt.eherkenning.broker.post-response=true");
        awaitMetadata(replica.bean(BrokerDirectory.class));
        return replica;
    }

    private Begun begin(int server) {
        EntityExchangeResult<byte[]> page = get(server, "/eherkenning/login", null);
        String html = body(page);
        return new Begun(
                Objects.requireNonNull(page.getResponseCookies().getFirst("__Host-saml"))
                        .getValue(),
                field(html, "RelayState"),
                request(html).getAttributeNS(null, "ID"));
    }

    private EntityExchangeResult<byte[]> post(int server, Begun begun, TestBroker message) {
        return web.post()
                .uri("http://localhost:" + server + "/eherkenning/acs")
                .cookie("__Host-saml", begun.cookie())
                .body(BodyInserters.fromFormData(
                                "SAMLResponse", Base64.getEncoder().encodeToString(message.posted()))
                        .with("RelayState", begun.relayState()))
                .exchange()
                .expectBody()
                .returnResult();
    }

    private static void assertRefused(Refusal refusal, byte[] message) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> TestBroker.verifyPosted(message))
                .extracting(RefusedException::refusal)
                .isEqualTo(refusal);
    }
}
