// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
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

    /** The broker knows no artifact here, so an exchange that succeeds ends in its fault. */
    private void assertOutcome(Refusal refusal, TestPki.Issued brokersKey, TestPki.Issued ourKey, int exchanges) {
        Path trust = directory.resolve("trust.pem");
        pki.writePem(trust);
        OwnKey tls = new OwnKey(ourKey.keyPair().getPrivate(), ourKey.certificate());
        OwnKeys keys = new OwnKeys(tls, List.of(tls), tls, List.of(ourKey.certificate(), ourKey.authority()));
        try (SoapBroker broker = new SoapBroker(pki, brokersKey)) {
            broker.redirecting(redirect);
            BackChannel channel = new BackChannel(TestSettings.with("", trust, trust), keys);

            channel.post(URI.create(broker.url()), ENVELOPE)
                    .as(StepVerifier::create)
                    .expectErrorSatisfies(error -> assertThat(error)
                            .isInstanceOfSatisfying(
                                    RefusedException.class,
                                    refused -> assertThat(refused.refusal()).isEqualTo(refusal)))
                    .verify();
            assertThat(broker.clients()).hasSize(exchanges);
        }
    }
}
