// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import nl.koppelpunt.platform.test.TestPki;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.test.StepVerifier;

@DisplayName("S-029: the back channel")
class BackChannelTests {

    private static final byte[] ENVELOPE = """
            <s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><r ID="_r"><Artifact>a</Artifact>\
            </r></s:Body></s:Envelope>""".getBytes(StandardCharsets.UTF_8);

    private final TestPki pki = new TestPki();

    @TempDir
    Path directory;

    private int redirect;

    @Test
    void brokerOfThePinnedAuthorityIsReached() {
        assertOutcome(Refusal.BROKER_FAULT, pki.issue("broker", "localhost"), pki.issue("portaal"), 1);
    }

    @Test
    void brokerOfAnotherAuthorityIsNotSpokenTo() {
        assertOutcome(Refusal.BROKER_SILENT, new TestPki().issue("broker", "localhost"), pki.issue("portaal"), 0);
    }

    @Test
    void brokerUnderAnotherNameIsNotSpokenTo() {
        assertOutcome(Refusal.BROKER_SILENT, pki.issue("broker", "elders.example.nl"), pki.issue("portaal"), 0);
    }

    @Test
    void brokerRefusesAStrangersCertificate() {
        assertOutcome(Refusal.BROKER_SILENT, pki.issue("broker", "localhost"), new TestPki().issue("portaal"), 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void redirectIsNotFollowed(int status) {
        redirect = status;

        assertOutcome(Refusal.BROKER_FAULT, pki.issue("broker", "localhost"), pki.issue("portaal"), 1);
    }

    @Test
    @DisplayName("S-034: a connection is used again, and a TLS key that was replaced is not shown again")
    void connectionIsUsedAgainUntilTheKeyIsReplaced() {
        Path trust = directory.resolve("trust.pem");
        pki.writePem(trust);
        var current = new AtomicReference<>(dated(pki.issue("portaal-oud")));
        KeyRing keys = new KeyRing(
                () -> current.get().key().name(),
                () -> TestRings.keys(current.get()),
                new XmlWork(),
                Clock.fixed(Instant.now(), ZoneOffset.UTC));
        try (SoapBroker broker = new SoapBroker(pki, pki.issue("broker", "localhost"))) {
            BackChannel channel = channel(TestSettings.with("", trust, trust), keys);
            URI location = URI.create(broker.url());
            expect(Refusal.BROKER_FAULT, channel, location);
            expect(Refusal.BROKER_FAULT, channel, location);
            current.set(dated(pki.issue("portaal-nieuw")));
            keys.refresh().as(StepVerifier::create).verifyComplete();
            expect(Refusal.BROKER_FAULT, channel, location);

            assertThat(broker.clients()).hasSize(3);
            assertThat(broker.clients().get(1))
                    .isEqualTo(broker.clients().get(0))
                    .contains("portaal-oud");
            assertThat(broker.clients().get(2)).contains("portaal-nieuw");
            assertThat(broker.connections()).hasSize(2);
        }
    }

    @Test
    @DisplayName("S-029: another authority counts without a restart, and the one before no longer")
    void authorityIsReadAgain() {
        Path file = directory.resolve("trust.pem");
        pki.writePem(file);
        EHerkenningProperties settings = TestSettings.with("", file, file);
        BrokerTrust trust = new BrokerTrust(settings, new XmlWork());
        BackChannel channel =
                new BackChannel(settings, trust, TestRings.of(TestRings.keys(dated(pki.issue("portaal")))));
        TestPki other = new TestPki();
        try (SoapBroker before = new SoapBroker(pki, pki.issue("broker", "localhost"));
                SoapBroker after = new SoapBroker(pki, other.issue("broker", "localhost"))) {
            expect(Refusal.BROKER_FAULT, channel, URI.create(before.url()));
            expect(Refusal.BROKER_SILENT, channel, URI.create(after.url()));

            other.writePem(file);
            trust.refresh().as(StepVerifier::create).verifyComplete();

            expect(Refusal.BROKER_FAULT, channel, URI.create(after.url()));
            expect(Refusal.BROKER_SILENT, channel, URI.create(before.url()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/xml", "application/soap+xml"})
    void soapIsSentAsTheBrokerWantsIt(String type) {
        Path trust = directory.resolve("trust.pem");
        pki.writePem(trust);
        try (SoapBroker broker = new SoapBroker(pki, pki.issue("broker", "localhost"))) {
            expect(
                    Refusal.BROKER_FAULT,
                    channel(
                            TestSettings.withSoap(type, trust),
                            TestRings.of(TestRings.keys(dated(pki.issue("portaal"))))),
                    URI.create(broker.url()));

            assertThat(broker.contentTypes()).containsExactly(type + ";charset=UTF-8");
        }
    }

    private static BackChannel channel(EHerkenningProperties settings, KeyRing keys) {
        return new BackChannel(settings, new BrokerTrust(settings, new XmlWork()), keys);
    }

    private static DatedKey dated(TestPki.Issued issued) {
        OwnKey key = new OwnKey(issued.keyPair().getPrivate(), issued.certificate());
        return TestRings.active(key, issued.certificate(), issued.authority());
    }

    private static void expect(Refusal refusal, BackChannel channel, URI location) {
        channel.post(location, ENVELOPE)
                .as(StepVerifier::create)
                .expectErrorSatisfies(error -> assertThat(error)
                        .isInstanceOfSatisfying(
                                RefusedException.class,
                                refused -> assertThat(refused.refusal()).isEqualTo(refusal)))
                .verify();
    }

    /** The broker knows no artifact here, so an exchange that succeeds ends in its fault. */
    private void assertOutcome(Refusal refusal, TestPki.Issued brokersKey, TestPki.Issued ourKey, int exchanges) {
        Path trust = directory.resolve("trust.pem");
        pki.writePem(trust);
        KeyRing keys = TestRings.of(TestRings.keys(dated(ourKey)));
        try (SoapBroker broker = new SoapBroker(pki, brokersKey)) {
            broker.redirecting(redirect);
            BackChannel channel = channel(TestSettings.with("", trust, trust), keys);

            expect(refusal, channel, URI.create(broker.url()));
            assertThat(broker.clients()).hasSize(exchanges);
        }
    }
}
