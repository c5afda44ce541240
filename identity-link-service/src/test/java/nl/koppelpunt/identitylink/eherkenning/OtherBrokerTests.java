// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.web.util.UriComponentsBuilder;
import org.w3c.dom.Element;
import reactor.test.StepVerifier;

/** What differs between brokers, and what changes while people log in. */
@EHerkenningTest
class OtherBrokerTests extends LoginFixture {

    @Autowired
    ApplicationContext context;

    @TempDir
    Path files;

    @Test
    @DisplayName("a broker that takes requests by Redirect alone, and speaks application/soap+xml, is logged in at")
    void brokerOfOtherHabitsIsLoggedInAt() throws IOException {
        Path metadata = Files.write(
                files.resolve("metadata.xml"),
                TestMetadata.genuine()
                        .edit("https://localhost:8491/artifact", broker.url())
                        .edit(
                                "SingleSignOnService Binding=\"" + Saml.BINDING_POST,
                                "SingleSignOnService Binding=\"" + Saml.BINDING_REDIRECT)
                        .signedBy(TestKeys.BROKER_NEXT));
        broker.answeringAs("application/soap+xml;charset=UTF-8");
        try (Replica replica = replica(
                "--koppelpunt.eherkenning.broker.metadata=" + metadata,
                "--koppelpunt.eherkenning.broker.soap-content-type=application/soap+xml")) {
            EntityExchangeResult<byte[]> sent = get(replica.port(), "/eherkenning/login", null);

            assertThat(sent.getStatus().value()).isEqualTo(302);
            URI location = URI.create(location(sent));
            assertThat(location.toString()).startsWith("https://broker.example.nl/sso?SAMLRequest=");
            RedirectBindingTests.assertSigned(
                    location, replica.bean(KeyRing.class).signing());
            Begun begun = new Begun(
                    Objects.requireNonNull(sent.getResponseCookies().getFirst("__Host-saml"))
                            .getValue(),
                    Objects.requireNonNull(UriComponentsBuilder.fromUri(location)
                            .build()
                            .getQueryParams()
                            .getFirst("RelayState")),
                    XmlReader.read(RedirectBindingTests.inflated(location).getBytes(StandardCharsets.UTF_8))
                            .getDocumentElement()
                            .getAttributeNS(null, "ID"));
            assertThat(location(at(replica, begun, hold(begun, TestBroker.genuine()))))
                    .isEqualTo("/koppelen");
            assertThat(broker.contentTypes()).last().isEqualTo("application/soap+xml;charset=UTF-8");
        }
    }

    @Test
    @DisplayName("a broker that wants our address in a request is told it, and not the index")
    void brokerThatWantsTheAddressIsToldIt() {
        try (Replica replica = replica("--koppelpunt.eherkenning.broker.consumer-by-url=true")) {
            Element request = request(body(get(replica.port(), "/eherkenning/login", null)));

            assertThat(request.getAttributeNS(null, "AssertionConsumerServiceURL"))
                    .isEqualTo(TestBroker.ACS);
            assertThat(request.getAttributeNS(null, "ProtocolBinding")).isEqualTo(Saml.BINDING_ARTIFACT);
            assertThat(request.hasAttributeNS(null, "AssertionConsumerServiceIndex"))
                    .isFalse();
        }
    }

    @Test
    @DisplayName("S-034: who logs in while decryption keys change gets in, whichever key the broker knows")
    void loginDuringAChangeOfKeysSucceeds() throws Exception {
        OwnKey another = TestKeys.issue(2048, TestBroker.NOW, Duration.ofDays(365));
        write("current", TestKeys.OURS);
        write("next", TestKeys.STRANGER);
        try (Replica replica =
                replica(Stream.concat(pem(0, "current"), pem(1, "next")).toArray(String[]::new))) {
            Begun first = begin();
            Begun second = begin();
            Begun last = begin();

            write("next", TestKeys.OURS_NEXT);
            replica.bean(KeyRing.class).refresh().as(StepVerifier::create).verifyComplete();
            assertThat(location(at(replica, first, hold(first, encryptedFor(TestKeys.OURS)))))
                    .isEqualTo("/koppelen");
            assertThat(location(at(replica, second, hold(second, encryptedFor(TestKeys.OURS_NEXT)))))
                    .isEqualTo("/koppelen");

            write("current", another);
            replica.bean(KeyRing.class).refresh().as(StepVerifier::create).verifyComplete();
            assertRefused("ongeldig", "decryption-failed", at(replica, last, hold(last, encryptedFor(TestKeys.OURS))));
        }
    }

    private static TestBroker encryptedFor(OwnKey key) {
        var encryption = TestEncryption.forUs().recipientKey(key).keyName(key.name());
        return TestBroker.withSubjects(
                encryption.encryptedId(TestBroker.KVK_TYPE, TestBroker.KVK),
                encryption.encryptedId(TestBroker.PSEUDO_TYPE, TestBroker.PSEUDONYM));
    }

    private Stream<String> pem(int index, String name) {
        String key = "--koppelpunt.eherkenning.keys.decryption[" + index + "].";
        return Stream.of(
                key + "certificate-file=" + files.resolve(name + ".pem"),
                key + "private-key-file=" + files.resolve(name + ".key"));
    }

    private void write(String name, OwnKey key) throws IOException {
        KeyFilesTests.write(files.resolve(name + ".pem"), key.certificate());
        KeyFilesTests.write(files.resolve(name + ".key"), new JcaPKCS8Generator(key.privateKey(), null));
    }

    private Replica replica(String... settings) {
        Replica replica = Replica.of(context, settings);
        awaitMetadata(replica.bean(BrokerDirectory.class));
        return replica;
    }

    private EntityExchangeResult<byte[]> at(Replica replica, Begun begun, String artifact) {
        return get(replica.port(), acs(artifact, begun.relayState()), begun.cookie());
    }
}
