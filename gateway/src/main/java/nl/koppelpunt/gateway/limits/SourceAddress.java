// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway.limits;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import nl.koppelpunt.gateway.GatewayProperties;
import nl.koppelpunt.gateway.KeyedHash;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

/**
 * The address a request comes from: the peer of the connection, or behind trusted proxies the first address from the right
 * in X-Forwarded-For that is not one of theirs. What a client writes further to the left changes nothing.
 */
@Component
public final class SourceAddress {

    private static final int HASH_LENGTH = 22;
    private static final int IPV6_NETWORK_BYTES = 8;

    private final Predicate<String> trusted;
    private final KeyedHash hash;

    SourceAddress(GatewayProperties properties) {
        var proxies = properties.trustedProxies();
        this.trusted = proxies == null ? _ -> false : Pattern.compile(proxies).asMatchPredicate();
        this.hash = KeyedHash.withKeyFrom(properties.sourceKeyFile());
    }

    /** The value of the Forwarded header for the services: recognisable to us, an address to nobody. */
    public String forwardedFor(ServerHttpRequest request) {
        return "for=_" + hash.of(of(request).getHostAddress()).substring(0, HASH_LENGTH);
    }

    /** What limits are counted by; one subscriber owns a whole IPv6 network, so that counts as one source. */
    String network(ServerHttpRequest request) {
        var address = of(request);
        return address instanceof Inet6Address
                ? Arrays.toString(Arrays.copyOf(address.getAddress(), IPV6_NETWORK_BYTES))
                : address.getHostAddress();
    }

    InetAddress of(ServerHttpRequest request) {
        var address = peer(request);
        var chain = forwarded(request);
        for (int i = chain.size() - 1; i >= 0 && trusted.test(address.getHostAddress()); i--) {
            try {
                address = InetAddress.ofLiteral(chain.get(i));
            } catch (IllegalArgumentException notAnAddress) {
                return address;
            }
        }
        return address;
    }

    private static InetAddress peer(ServerHttpRequest request) {
        InetSocketAddress remote = request.getRemoteAddress();
        return Objects.requireNonNullElseGet(
                remote == null ? null : remote.getAddress(), InetAddress::getLoopbackAddress);
    }

    private static List<String> forwarded(ServerHttpRequest request) {
        return request.getHeaders().getOrEmpty("X-Forwarded-For").stream()
                .flatMap(line -> Arrays.stream(line.split(",", -1)))
                .map(String::strip)
                .toList();
    }
}
