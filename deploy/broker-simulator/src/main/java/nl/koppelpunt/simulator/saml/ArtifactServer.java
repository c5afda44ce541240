// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.simulator.saml;

import static org.springframework.web.reactive.function.server.RequestPredicates.POST;

import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.net.ssl.SSLException;
import nl.koppelpunt.simulator.SimulatorProperties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.HandlerStrategies;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;

/** The back channel: a server of its own that lets in only clients with a certificate of the pinned authority. */
@Component
class ArtifactServer implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ArtifactServer.class);
    private static final int MAX_MESSAGE = 64 * 1024;
    private static final int TOO_MUCH = 256 * 1024;
    private static final int MANY = 300;
    private static final Duration SILENCE = Duration.ofSeconds(6);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final SimulatorProperties properties;
    private final ServerProperties pages;
    private final BrokerKeys keys;
    private final ArtifactResolution resolution;
    private final String fault = Xml.write(XmlTemplate.named("envelope")
            .fill(Map.of("body", XmlTemplate.named("fault").fill(Map.of()))));

    private volatile @Nullable DisposableServer server;

    ArtifactServer(
            SimulatorProperties properties, ServerProperties pages, BrokerKeys keys, ArtifactResolution resolution) {
        this.properties = properties;
        this.pages = pages;
        this.keys = keys;
        this.resolution = resolution;
    }

    @Override
    public void start() {
        var tls = tls();
        var started = HttpServer.create()
                .bindAddress(this::address)
                .secure(spec -> spec.sslContext(tls).handshakeTimeout(PATIENCE))
                .doOnChannelInit((_, channel, _) ->
                        channel.pipeline().addAfter(NettyPipeline.SslHandler, "handshake-log", new HandshakeLog()))
                .idleTimeout(PATIENCE)
                .handle(new ReactorHttpHandlerAdapter(RouterFunctions.toHttpHandler(
                        RouterFunctions.route(POST(properties.soapUrl().getPath()), this::resolve), strategies())))
                .bindNow();
        server = started;
        log.info("Artifacts are resolved on port {}", started.port());
    }

    /** Where the pages listen, too. */
    private InetSocketAddress address() {
        var host = pages.getAddress();
        return host == null
                ? new InetSocketAddress(properties.soapPort())
                : new InetSocketAddress(host, properties.soapPort());
    }

    @Override
    public void stop() {
        var running = server;
        if (running != null) {
            running.disposeNow(PATIENCE);
            server = null;
        }
    }

    @Override
    public boolean isRunning() {
        return server != null;
    }

    int port() {
        var running = server;
        return running == null ? -1 : running.port();
    }

    private Mono<ServerResponse> resolve(ServerRequest request) {
        return request.bodyToMono(byte[].class)
                .flatMap(resolution::resolve)
                .flatMap(ArtifactServer::answer)
                .onErrorResume(SamlRefusedException.class, this::refused)
                .onErrorResume(DvUnavailableException.class, this::refused)
                .onErrorResume(DataBufferLimitException.class, this::refused);
    }

    private static Mono<ServerResponse> answer(ArtifactResolution.Answer answer) {
        return switch (answer.defect()) {
            case DOCTYPE -> soap(HttpStatus.OK, "<!DOCTYPE soap>" + answer.envelope());
            case TOO_LARGE -> soap(HttpStatus.OK, answer.envelope() + " ".repeat(TOO_MUCH));
            case TOO_DEEP -> soap(HttpStatus.OK, "<a>".repeat(MANY) + answer.envelope() + "</a>".repeat(MANY));
            case TOO_WIDE -> soap(HttpStatus.OK, "<a" + attributes() + ">" + answer.envelope() + "</a>");
            case CONTENT_TYPE_OTHER ->
                ServerResponse.ok().contentType(MediaType.TEXT_PLAIN).bodyValue(answer.envelope());
            case SILENT -> soap(HttpStatus.OK, answer.envelope()).delaySubscription(SILENCE);
            case null, default -> soap(HttpStatus.OK, answer.envelope());
        };
    }

    private static String attributes() {
        return IntStream.range(0, MANY)
                .mapToObj(number -> " a" + number + "=''")
                .collect(Collectors.joining());
    }

    private Mono<ServerResponse> refused(Exception e) {
        log.warn("ArtifactResolve refused: {}", e.getMessage());
        return soap(HttpStatus.INTERNAL_SERVER_ERROR, fault);
    }

    private static Mono<ServerResponse> soap(HttpStatus status, String body) {
        return ServerResponse.status(status)
                .contentType(new MediaType(MediaType.TEXT_XML, StandardCharsets.UTF_8))
                .header("Cache-Control", "no-cache, no-store")
                .header("Pragma", "no-cache")
                .bodyValue(body);
    }

    private static HandlerStrategies strategies() {
        return HandlerStrategies.builder()
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(MAX_MESSAGE))
                .build();
    }

    private SslContext tls() {
        try {
            return SslContextBuilder.forServer(keys.tlsKey(), keys.tlsCertificates())
                    .trustManager(keys.trustedClients())
                    .clientAuth(ClientAuth.REQUIRE)
                    .protocols("TLSv1.3", "TLSv1.2")
                    .build();
        } catch (SSLException e) {
            throw new IllegalStateException("The keys of the back channel cannot be used", e);
        }
    }
}
