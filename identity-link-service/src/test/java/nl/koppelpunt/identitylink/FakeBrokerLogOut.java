// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink;

import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import nl.koppelpunt.identitylink.eherkenning.BrokerLogOut;
import nl.koppelpunt.identitylink.eherkenning.BrokerSession;
import reactor.core.publisher.Mono;

/** A broker that offers no log-out, until a test lets it. */
public final class FakeBrokerLogOut implements BrokerLogOut {

    public static final URI LOCATION = URI.create("/eherkenning/logout?ticket=of-this-test");

    private final List<BrokerSession> sessions = new CopyOnWriteArrayList<>();
    private volatile Mono<URI> answer = Mono.empty();

    @Override
    public Mono<URI> prepare(BrokerSession session) {
        sessions.add(session);
        return answer;
    }

    public void answers(Mono<URI> next) {
        sessions.clear();
        this.answer = next;
    }

    public List<BrokerSession> sessions() {
        return sessions;
    }
}
