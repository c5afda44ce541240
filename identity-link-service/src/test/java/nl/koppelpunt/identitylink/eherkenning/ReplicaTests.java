// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;

@EHerkenningTest
@DisplayName("S-018: what was used is used for every replica, and after a restart")
class ReplicaTests extends LoginFixture {

    @Autowired
    ApplicationContext context;

    @Test
    void usedOnOneReplicaIsRefusedByTheNext() {
        Begun begun = begin();
        String artifact = hold(begun, TestBroker.genuine());
        Begun told = begin();
        byGet(begun, artifact);
        byGet(told, holdAs("told", told));

        try (Replica second = replica()) {
            assertReplaysRefused(second, begun, artifact);
        }
        try (Replica restarted = replica()) {
            assertReplaysRefused(restarted, begun, artifact);
        }
    }

    @Test
    void ofFiftyAnswersAtTwoReplicasOneWins() {
        Begun begun = begin();
        String artifact = hold(begun, TestBroker.genuine());

        try (Replica second = replica()) {
            List<Integer> ports = List.of(port, second.port());
            List<String> locations = Flux.range(0, 50)
                    .flatMap(
                            number -> WebClient.create()
                                    .get()
                                    .uri(URI.create("http://localhost:" + ports.get(number % 2)
                                            + acs(artifact, begun.relayState())))
                                    .cookie("__Host-saml", begun.cookie())
                                    .exchangeToMono(ClientResponse::toBodilessEntity)
                                    .map(answer -> Objects.requireNonNull(
                                                    answer.getHeaders().getLocation())
                                            .toString()),
                            50)
                    .collectList()
                    .block(Duration.ofSeconds(30));

            assertThat(locations).hasSize(50).filteredOn("/koppelen"::equals).hasSize(1);
            assertThat(logins.identities().size()
                            + second.bean(TestEHerkenning.Logins.class)
                                    .identities()
                                    .size())
                    .isOne();
        }
    }

    @Test
    @DisplayName("S-026: a broker switched off is refused on every path, also for a request begun before")
    void brokerSwitchedOffIsRefusedEverywhere() {
        Begun begun = begin();
        String artifact = hold(begun, TestBroker.genuine());

        try (Replica off = Replica.of(context, "--koppelpunt.eherkenning.broker.enabled=false")) {
            assertRefused("storing", "broker-disabled", at(off, begun, artifact));
            assertRefused("storing", "broker-disabled", get(off.port(), "/eherkenning/login", null));
        }
        assertThat(logins.identities()).isEmpty();
    }

    @Test
    @DisplayName("S-026: a request that went to another broker is not answered by this one")
    void requestOfAnotherBrokerIsNotAnswered() {
        Begun begun = begin();
        String artifact = hold(begun, TestBroker.genuine());
        database.sql("update authentication_request set broker = 'urn:etoegang:HM:00000009999999990000:entities:1'")
                .then()
                .block();

        assertRefused("storing", "broker-disabled", byGet(begun, artifact));
        assertThat(broker.clients()).isEmpty();
    }

    @Test
    @DisplayName("S-032: the metadata that was verified is kept in the database")
    void metadataIsKept() {
        assertThat(count("broker_metadata where broker = '" + TestBroker.ENTITY + "'"))
                .isOne();
    }

    private Replica replica() {
        Replica replica = Replica.of(context);
        awaitMetadata(replica.bean(BrokerDirectory.class));
        return replica;
    }

    private EntityExchangeResult<byte[]> at(Replica replica, Begun begun, String artifact) {
        return get(replica.port(), acs(artifact, begun.relayState()), begun.cookie());
    }

    private void assertReplaysRefused(Replica replica, Begun begun, String artifact) {
        assertRefused("ongeldig", "request-used", at(replica, begun, artifact));
        assertRefused("ongeldig", "artifact-replayed", at(replica, begin(), artifact));
        Begun third = begin();
        assertRefused("ongeldig", "message-replayed", at(replica, third, holdAs("told", third)));
        Begun fresh = begin();
        assertThat(location(at(replica, fresh, hold(fresh, TestBroker.genuine()))))
                .isEqualTo("/koppelen");
    }
}
