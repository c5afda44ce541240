// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.simulator.login;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ConcurrentMap;
import nl.koppelpunt.simulator.saml.AuthnRequest;
import org.springframework.stereotype.Component;

/** The logins under way, each under a name that cannot be guessed; ten minutes after its last step one is forgotten. */
@Component
class Logins {

    private final SecureRandom random;
    private final ConcurrentMap<String, Login> underWay;

    Logins(SecureRandom random, Ticker ticker) {
        this.random = random;
        this.underWay = Caffeine.newBuilder()
                .maximumSize(10_000)
                .expireAfterWrite(Duration.ofMinutes(10))
                .ticker(ticker)
                .<String, Login>build()
                .asMap();
    }

    Login.Begun begin(AuthnRequest request) {
        var bytes = new byte[20];
        random.nextBytes(bytes);
        var login = new Login.Begun(HexFormat.of().formatHex(bytes), request);
        underWay.put(login.id(), login);
        return login;
    }

    Optional<Login> find(String id) {
        return Optional.ofNullable(underWay.get(id));
    }

    /** Of two steps taken from the same point one counts; the other was made on a page that is no longer true. */
    boolean advance(Login from, Login to) {
        return underWay.replace(from.id(), from, to);
    }

    boolean end(Login login) {
        return underWay.remove(login.id(), login);
    }
}
