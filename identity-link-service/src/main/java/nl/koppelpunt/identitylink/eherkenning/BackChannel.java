// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import io.netty.channel.ChannelOption;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/** SOAP to the broker over mutual TLS: pinned trust, no redirects, bounded in time and size. */
@Component
final class BackChannel {

    static final Duration TIMEOUT = Duration.ofSeconds(5);

    private static final MediaType SOAP = MediaType.parseMediaType("application/soap+xml");
    private static final int CONNECT_MILLIS = 2000;
    private static final int CONNECTIONS = 50;
    // Long enough to be used again in a busy minute; short enough that a key that was replaced is soon not seen any
    // more.
    private static final Duration IDLE = Duration.ofSeconds(30);
    private static final Duration LIFE = Duration.ofMinutes(10);
    private static final Duration ACQUIRE = Duration.ofSeconds(2);

    /**
     * One client a TLS key and a set of authorities: a key that was replaced is not shown again, an authority that was taken
     * away is not believed again, and connections are used again as long as both are as they were.
     */
    private record Client(DatedKey key, List<X509Certificate> authorities, WebClient http) {}

    private final BrokerTrust trust;
    private final KeyRing keys;
    private final MediaType contentType;
    private final AtomicReference<@Nullable Client> client = new AtomicReference<>();

    BackChannel(EHerkenningProperties properties, BrokerTrust trust, KeyRing keys) {
        this.trust = trust;
        this.keys = keys;
        this.contentType = MediaType.parseMediaType(properties.broker().soapContentType() + ";charset=UTF-8");
        client();
    }

    private WebClient client() {
        DatedKey key = keys.tls();
        List<X509Certificate> authorities = trust.authorities();
        Client last = client.get();
        if (last == null || !last.key().equals(key) || !last.authorities().equals(authorities)) {
            last = new Client(key, authorities, connect(tls(key, authorities)));
            client.set(last);
        }
        return last.http();
    }

    private static WebClient connect(SslContext tls) {
        ConnectionProvider connections = ConnectionProvider.builder("broker")
                .maxConnections(CONNECTIONS)
                .pendingAcquireMaxCount(2 * CONNECTIONS)
                .pendingAcquireTimeout(ACQUIRE)
                .maxIdleTime(IDLE)
                .maxLifeTime(LIFE)
                .build();
        HttpClient http = HttpClient.create(connections)
                .secure(spec -> spec.sslContext(tls))
                .followRedirect(false)
                .compress(false)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                .responseTimeout(TIMEOUT);
        return WebClient.builder()
                .clientConnector(new ReactorClientHttpConnector(http))
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(XmlReader.MAX_BYTES))
                .build();
    }

    Mono<byte[]> post(URI location, byte[] envelope) {
        return client().post()
                .uri(location)
                .contentType(contentType)
                .header("SOAPAction", "\"http://www.oasis-open.org/committees/security\"")
                .bodyValue(envelope)
                .exchangeToMono(BackChannel::body)
                .timeout(TIMEOUT)
                .onErrorMap(TimeoutException.class, _ -> new RefusedException(Refusal.BROKER_SILENT))
                .onErrorMap(WebClientRequestException.class, _ -> new RefusedException(Refusal.BROKER_SILENT))
                .onErrorMap(DataBufferLimitException.class, _ -> new RefusedException(Refusal.MESSAGE_TOO_LARGE));
    }

    private static Mono<byte[]> body(ClientResponse response) {
        if (!response.statusCode().isSameCodeAs(HttpStatus.OK)) {
            return refused(response, Refusal.BROKER_FAULT);
        }
        boolean xml = response.headers()
                .contentType()
                .filter(type -> MediaType.TEXT_XML.isCompatibleWith(type) || SOAP.isCompatibleWith(type))
                .isPresent();
        if (!xml) {
            return refused(response, Refusal.CONTENT_TYPE);
        }
        return response.bodyToMono(byte[].class)
                .switchIfEmpty(Mono.error(() -> new RefusedException(Refusal.MESSAGE_MALFORMED)));
    }

    private static Mono<byte[]> refused(ClientResponse response, Refusal refusal) {
        return response.releaseBody().then(Mono.error(() -> new RefusedException(refusal)));
    }

    private static SslContext tls(DatedKey key, List<X509Certificate> authorities) {
        try {
            return SslContextBuilder.forClient()
                    .keyManager(key.key().privateKey(), key.chain())
                    .trustManager(authorities)
                    .endpointIdentificationAlgorithm("HTTPS")
                    .protocols(List.of("TLSv1.3", "TLSv1.2"))
                    .build();
        } catch (SSLException e) {
            throw new IllegalStateException("The back channel to the broker cannot be set up", e);
        }
    }
}
