// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import org.w3c.dom.Element;
import reactor.core.publisher.Flux;

@EHerkenningTest
@ExtendWith(OutputCaptureExtension.class)
class LoginIntegrationTests extends LoginFixture {

    @Autowired
    LoggingSystem logging;

    @Autowired
    KeyRing keys;

    @Autowired
    Retention retention;

    @Nested
    class Start {

        @Test
        void browserIsSentToTheBrokerWithASignedRequest() {
            EntityExchangeResult<byte[]> page = login();

            assertThat(page.getStatus().value()).isEqualTo(200);
            assertThat(body(page))
                    .contains("action=\"https://broker.example.nl/sso\"")
                    .doesNotContain("<style", "onload", "<!--", "SPDX");
            Element request = request(body(page));
            new SignatureVerifier(SignatureRules.OF_THE_SCHEME, Clock.systemUTC())
                    .verify(request, SignatureForm.MESSAGE, ownKeys());
            assertThat(request.getAttributeNS(null, "Destination")).isEqualTo("https://broker.example.nl/sso");
            assertThat(request.getAttributeNS(null, "AssertionConsumerServiceIndex"))
                    .isEqualTo("1");
            assertThat(request.getAttributeNS(null, "ID")).matches("_[0-9a-f]{40}");
        }

        @Test
        @DisplayName("S-086: the binding cookie is short-lived and made for a cross-site POST")
        void bindingCookieIsSet() {
            HttpHeaders headers = login().getResponseHeaders();

            assertThat(headers.getFirst(HttpHeaders.SET_COOKIE))
                    .startsWith("__Host-saml=")
                    .contains("Path=/", "Max-Age=600", "Secure", "HttpOnly", "SameSite=None");
            assertThat(headers.getFirst(HttpHeaders.CACHE_CONTROL)).isEqualTo("no-cache, no-store");
            assertThat(headers.getFirst(HttpHeaders.PRAGMA)).isEqualTo("no-cache");
        }

        @Test
        @DisplayName("S-101: the page has no inline code and may post to the broker")
        void pageIsCleanForItsPolicy() {
            assertThat(login().getResponseHeaders().getFirst("Content-Security-Policy"))
                    .contains("default-src 'none'", "form-action 'self' https://broker.example.nl;");
            web.get()
                    .uri("/eherkenning/submit.js")
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectHeader()
                    .valueMatches("Content-Type", "text/javascript.*");
        }
    }

    @Nested
    class Return {

        @Test
        void unlinkedIdentityGoesOnToLinking() {
            Begun begun = begin();

            EntityExchangeResult<byte[]> result = byGet(begun, hold(begun, TestBroker.genuine()));

            assertThat(location(result)).isEqualTo("/koppelen");
            assertThat(cookies(result))
                    .anyMatch(cookie -> cookie.startsWith("__Host-session=session-secret;")
                            && cookie.contains("SameSite=Lax")
                            && cookie.contains("HttpOnly")
                            && cookie.contains("Secure"))
                    .anyMatch(cookie -> cookie.startsWith("__Host-saml=;") && cookie.contains("Max-Age=0"));
            assertThat(logins.identities())
                    .singleElement()
                    .extracting(VerifiedIdentity::legalSubject)
                    .isEqualTo(new LegalSubject(LegalSubject.KVK, TestBroker.KVK));
        }

        @Test
        void linkedIdentityGoesWhereItWanted() {
            logins.reset(true);
            Begun begun = begin("/eherkenning/login?returnTo=/mijn/instellingen");

            assertThat(location(byGet(begun, hold(begun, TestBroker.genuine()))))
                    .isEqualTo("/mijn/instellingen");
        }

        @Test
        @DisplayName("S-086: the artifact may come by POST")
        void artifactMayComeByPost() {
            Begun begun = begin();
            String artifact = hold(begun, TestBroker.genuine());

            EntityExchangeResult<byte[]> result = web.post()
                    .uri("/eherkenning/acs")
                    .cookie("__Host-saml", begun.cookie())
                    .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                    .body(BodyInserters.fromFormData("SAMLart", artifact).with("RelayState", begun.relayState()))
                    .exchange()
                    .expectBody()
                    .returnResult();

            assertThat(location(result)).isEqualTo("/koppelen");
        }

        @Test
        @DisplayName("S-029: the artifact is resolved once, signed, over mutual TLS")
        void artifactIsResolvedOnceOverMutualTls() {
            Begun begun = begin();
            byGet(begun, hold(begun, TestBroker.genuine()));

            assertThat(broker.clients()).singleElement().asString().contains("CN=portaal");
            byte[] envelope = TestBroker.write(broker.resolves().getFirst()).getBytes(StandardCharsets.UTF_8);
            new SignatureVerifier(SignatureRules.OF_THE_SCHEME, Clock.systemUTC())
                    .verify(TestBroker.answerOf(XmlReader.read(envelope)), SignatureForm.MESSAGE, ownKeys());
        }
    }

    @Nested
    class Refusals {

        @Test
        @DisplayName("S-018 and S-019: what was used is not taken again")
        void secondUseIsRefused() {
            Begun begun = begin();
            String artifact = hold(begun, TestBroker.genuine());
            byGet(begun, artifact);

            broker.hold(artifact, message(begun, TestBroker.genuine()));
            assertRefused("ongeldig", "request-used", byGet(begun, artifact));

            Begun again = begin();
            assertRefused("ongeldig", "artifact-replayed", byGet(again, artifact));
            assertThat(logins.identities()).hasSize(1);
        }

        @Test
        @DisplayName("S-018: an assertion is used once, also under another request")
        void replayedAssertionIsRefused() {
            Begun first = begin();
            byGet(first, holdAs("replayed", first));
            Begun second = begin();

            assertRefused("ongeldig", "message-replayed", byGet(second, holdAs("replayed", second)));
        }

        @Test
        @DisplayName("S-018: a Response and an Assertion are used once each, whatever comes with them")
        void eachIdentifierIsUsedOnce() {
            Begun first = begin();
            byGet(first, holdAs("once", "once", first));
            Begun second = begin();
            Begun third = begin();

            assertRefused("ongeldig", "message-replayed", byGet(second, holdAs("other-response", "once", second)));
            assertRefused("ongeldig", "message-replayed", byGet(third, holdAs("once", "other-assertion", third)));
            assertThat(logins.identities()).hasSize(1);
        }

        @Test
        @DisplayName("S-018: what was used is known for as long as the scheme may not use it again, a year")
        void ledgerRemembersAYear() {
            Begun begun = begin();
            byGet(begun, hold(begun, TestBroker.genuine()));

            assertThat(count("replay_ledger where expires_at > now()")).isGreaterThanOrEqualTo(3);
            assertThat(count("replay_ledger where expires_at > now() and expires_at < now() + interval '12 months'"))
                    .isZero();
        }

        @Test
        @DisplayName("S-018: of fifty answers at once one becomes a session")
        void ofFiftyAtOnceOneWins() {
            Begun begun = begin();
            String artifact = hold(begun, TestBroker.genuine());

            URI uri = URI.create("http://localhost:" + port + acs(artifact, begun.relayState()));
            List<String> locations = Flux.range(0, 50)
                    .flatMap(
                            _ -> WebClient.create()
                                    .get()
                                    .uri(uri)
                                    .cookie("__Host-saml", begun.cookie())
                                    .exchangeToMono(ClientResponse::toBodilessEntity)
                                    .map(entity -> Objects.requireNonNull(
                                                    entity.getHeaders().getLocation())
                                            .toString()),
                            50)
                    .collectList()
                    .block(Duration.ofSeconds(30));

            assertThat(locations).hasSize(50).filteredOn("/koppelen"::equals).hasSize(1);
            assertThat(logins.identities()).hasSize(1);
        }

        @Test
        @DisplayName("S-020: the answer is taken from the browser that asked")
        void otherBrowserIsRefused() {
            Begun victim = begin();
            Begun attacker = begin();
            String artifact = hold(attacker, TestBroker.genuine());

            assertRefused(
                    "ongeldig",
                    "other-browser",
                    byGet(new Begun(victim.cookie(), attacker.relayState(), attacker.requestId()), artifact));
            assertRefused(
                    "ongeldig",
                    "other-browser",
                    byGet(new Begun("", attacker.relayState(), attacker.requestId()), artifact));
            assertThat(location(byGet(attacker, artifact))).isEqualTo("/koppelen");
        }

        @Test
        @DisplayName("S-020: the answer to another request of the same browser is refused")
        void answerToAnotherRequestIsRefused() {
            Begun first = begin();
            Begun second = begin();

            assertRefused("ongeldig", "in-response-to-mismatch", byGet(second, hold(first, TestBroker.genuine())));
        }

        @Test
        @DisplayName("S-019: an answer nobody asked for is refused")
        void unknownRequestIsRefused() {
            Begun begun = begin();

            assertRefused(
                    "ongeldig",
                    "request-unknown",
                    byGet(new Begun(begun.cookie(), "a".repeat(43), "_x"), hold(begun, TestBroker.genuine())));
        }

        @Test
        @DisplayName("S-019: after ten minutes it is too late")
        void expiredRequestIsTooLate() {
            Begun begun = begin();
            database.sql("update authentication_request set expires_at = now() where id = :id")
                    .bind("id", begun.requestId())
                    .then()
                    .block();

            assertRefused("te-laat", "request-expired", byGet(begun, hold(begun, TestBroker.genuine())));
            assertThat(count("authentication_request where expires_at > created_at + interval '10 minutes'"))
                    .isZero();
        }

        @Test
        @DisplayName("S-027: each parameter once, no other binding, no URL as RelayState")
        void oddParametersAreRefused() {
            Begun begun = begin();
            String artifact = hold(begun, TestBroker.genuine());
            String good = acs(artifact, begun.relayState());

            EntityExchangeResult<byte[]> doubled = web.post()
                    .uri(URI.create("http://localhost:" + port + good))
                    .cookie("__Host-saml", begun.cookie())
                    .body(BodyInserters.fromFormData("SAMLart", artifact).with("RelayState", begun.relayState()))
                    .exchange()
                    .expectBody()
                    .returnResult();
            assertRefused("ongeldig", "parameters-invalid", doubled);
            for (String uri : List.of(
                    good + "&SAMLart=" + encode(artifact),
                    good + "&RelayState=" + begun.relayState(),
                    good + "&SAMLResponse=x",
                    acs(artifact, "https%3A%2F%2Fevil.example"),
                    "/eherkenning/acs?SAMLart=" + encode(artifact),
                    "/eherkenning/acs?RelayState=" + begun.relayState(),
                    "/eherkenning/acs")) {
                assertRefused("ongeldig", "parameters-invalid", get(uri, begun.cookie()));
            }
            assertThat(location(byGet(begun, artifact))).isEqualTo("/koppelen");
        }

        @Test
        @DisplayName("S-029: an artifact of another broker is not resolved")
        void otherSourceIsNotResolved() {
            String other = Base64.getEncoder()
                    .encodeToString(ArtifactTests.artifact(4, "urn:etoegang:HM:00000009999999990000:entities:1"));

            assertRefused("ongeldig", "artifact-of-other-broker", byGet(begin(), other));
            assertThat(broker.clients()).isEmpty();
        }

        @Test
        void brokersReasonIsTold() {
            assertRefused("geannuleerd", "cancelled", afterLogin(TestBroker.failing("Responder", "AuthnFailed")));
            assertRefused(
                    "geen-toegang", "access-denied", afterLogin(TestBroker.failing("Responder", "RequestUnsupported")));
            assertRefused(
                    "niveau-te-laag",
                    "level-too-low",
                    afterLogin(TestBroker.genuine().edit("class:loa3<", "class:loa2plus<")));
        }

        @Test
        @DisplayName("whose login is refused is not logged in, as the page says, and only who asked is logged out")
        void refusedLoginEndsTheSessionTheBrowserHad() {
            Begun begun = begin();
            String artifact = hold(begun, TestBroker.failing("Responder", "AuthnFailed"));
            Begun stranger = new Begun("", begun.relayState(), begun.requestId());

            assertRefused("ongeldig", "other-browser", withSession(stranger, artifact));
            assertThat(logins.left()).isEmpty();

            assertRefused("geannuleerd", "cancelled", withSession(begun, artifact));
            assertThat(logins.left()).containsExactly("had-before");

            assertRefused("ongeldig", "request-used", withSession(begun, artifact));
            assertThat(logins.left()).as("a page that is loaded again").hasSize(1);
        }

        private EntityExchangeResult<byte[]> withSession(Begun begun, String artifact) {
            return web.get()
                    .uri(URI.create("http://localhost:" + port + acs(artifact, begun.relayState())))
                    .cookie("__Host-saml", begun.cookie())
                    .cookie("__Host-session", "had-before")
                    .exchange()
                    .expectBody()
                    .returnResult();
        }

        @Test
        @DisplayName("S-031: invalid messages look alike to the person, and leave one row each for the operator")
        void invalidMessagesLookAlike() {
            List<EntityExchangeResult<byte[]>> results = new ArrayList<>();
            results.add(afterLogin(TestBroker.genuine().signAssertion(null)));
            results.add(afterLogin(TestBroker.genuine().edit(">" + TestBroker.PROVIDER + "<", ">urn:x<")));
            results.add(afterLogin(TestBroker.genuine().onTheWire(xml -> "<!DOCTYPE x>" + xml)));

            assertThat(results.stream().map(result -> location(result).replaceAll("[A-Z2-9]{8}$", "R")))
                    .containsOnly("/inloggen/mislukt?reden=ongeldig&referentie=R");
            assertThat(results.stream().map(result -> code(location(result))))
                    .containsExactly("signature-missing", "audience-mismatch", "message-malformed");
        }

        @Test
        @DisplayName("S-012: whatever is wrong with what was encrypted, the answer is the same")
        void undecryptableIdentifiersLookAlike() {
            var acting = TestEncryption.forUs().encryptedId(TestBroker.PSEUDO_TYPE, TestBroker.PSEUDONYM);
            var legal = TestEncryption.forUs().encryptedId(TestBroker.KVK_TYPE, TestBroker.KVK);
            for (String wrong : List.of(
                    TestEncryption.forUs().encryptedId("not XML"),
                    TestEncryption.forUs().encryptedId(""),
                    TestEncryption.forUs().content(TestEncryption.GCM).encryptedId("not XML"),
                    TestEncryption.forUs()
                            .recipientKey(TestKeys.STRANGER)
                            .encryptedId(TestBroker.KVK_TYPE, TestBroker.KVK),
                    legal.replaceAll("[^>]{24}(?=</xenc:CipherValue></xenc:CipherData></xenc:EncryptedData>)", ""))) {
                assertRefused("ongeldig", "decryption-failed", afterLogin(TestBroker.withSubjects(wrong, acting)));
            }
        }

        @Test
        @DisplayName("S-029: a broker that does not answer, or answers something else, is an outage or a refusal")
        void otherAnswersAreRefused() {
            broker.answeringAs("application/octet-stream");
            assertRefused("ongeldig", "content-type", afterLogin(TestBroker.genuine()));
            broker.reset();
            broker.answering(bytes -> new byte[XmlReader.MAX_BYTES + 1]);
            assertRefused("ongeldig", "message-too-large", afterLogin(TestBroker.genuine()));
            broker.reset();
            Begun begun = begin();
            String unknown = Base64.getEncoder().encodeToString(artifactNumber());
            assertRefused("storing", "broker-fault", byGet(begun, unknown));
        }

        @Test
        @DisplayName("S-029: an answer that goes on and on is given up, by its size or by its time")
        void endlessAnswerIsGivenUp() {
            broker.endless(64 << 10);
            assertRefused("ongeldig", "message-too-large", afterLogin(TestBroker.genuine()));

            broker.endless(1);
            Instant before = Instant.now();
            assertRefused("storing", "broker-silent", afterLogin(TestBroker.genuine()));
            assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(15));
        }

        @Test
        @DisplayName("S-029: a slow answer is given up after five seconds")
        void slowAnswerIsGivenUp() {
            var never = new CountDownLatch(1);
            broker.answering(bytes -> {
                try {
                    never.await(20, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return bytes;
            });
            try {
                assertRefused("storing", "broker-silent", afterLogin(TestBroker.genuine()));
            } finally {
                never.countDown();
            }
        }
    }

    @Nested
    class Surroundings {

        @Test
        @DisplayName("S-030: nothing of the message is logged, whatever the level")
        void nothingOfTheMessageIsLogged(CapturedOutput output) {
            logging.setLogLevel("ROOT", LogLevel.DEBUG);
            Begun begun = begin();
            try {
                byGet(begun, hold(begun, TestBroker.genuine()));
                afterLogin(TestBroker.genuine().signAssertion(null));
            } finally {
                logging.setLogLevel("ROOT", LogLevel.INFO);
            }

            assertThat(output.getAll())
                    .containsPattern("Login refused: code=signature-missing reference=[A-Z2-9]{8} "
                            + "request=_[0-9a-f]{40} issuer=" + TestBroker.ENTITY + " message=[0-9a-f]{64}")
                    .doesNotContain(
                            TestBroker.KVK,
                            TestBroker.PSEUDONYM,
                            "_transient",
                            "CipherValue",
                            "<saml",
                            "session-secret",
                            begun.cookie());
            for (String name : QuietLoggers.NAMES) {
                assertThat(Objects.requireNonNull(logging.getLoggerConfiguration(name))
                                .getEffectiveLevel())
                        .isEqualTo(LogLevel.WARN);
            }
        }

        @Test
        @DisplayName("S-143: requests are kept a day, used identifiers as long as they are known")
        void oldRowsAreForgotten() {
            Begun old = begin();
            Begun young = begin();
            execute("update authentication_request set created_at = created_at - interval '25 hours',"
                    + " expires_at = expires_at - interval '25 hours' where id = '" + old.requestId() + "'");
            execute("insert into replay_ledger (kind, id_hash, expires_at) values ('artifact', 'old', now())");

            retention.forget().block();

            assertThat(count("authentication_request where id = '" + old.requestId() + "'"))
                    .isZero();
            assertThat(count("authentication_request where id = '" + young.requestId() + "'"))
                    .isOne();
            assertThat(count("replay_ledger where expires_at <= now()")).isZero();
        }

        @Test
        void metadataIsSignedAndNamesOurKeys() {
            byte[] metadata = Objects.requireNonNull(web.get()
                    .uri("/eherkenning/metadata")
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectBody()
                    .returnResult()
                    .getResponseBody());

            Element entity = XmlReader.read(metadata).getDocumentElement();
            new SignatureVerifier(SignatureRules.OF_THE_SCHEME, Clock.systemUTC())
                    .verify(entity, SignatureForm.METADATA, ownKeys());
            Element role = TestBroker.only(entity, "SPSSODescriptor");
            assertThat(Elements.children(role, Saml.METADATA, "KeyDescriptor")).hasSize(2);
            assertThat(TestBroker.only(role, "AssertionConsumerService").getAttributeNS(null, "Location"))
                    .isEqualTo(TestBroker.ACS);
            assertThat(new String(metadata, StandardCharsets.UTF_8))
                    .contains(TestKeys.OURS.name(), "Portaal voor &lt;scholen&gt; &amp; besturen")
                    .doesNotContain("NameIDFormat");
        }
    }

    private void execute(String sql) {
        database.sql(sql).then().block();
    }

    private List<VerificationKey> ownKeys() {
        X509Certificate certificate = keys.signing().certificate();
        return List.of(new VerificationKey(keys.signing().name(), certificate));
    }
}
