// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway.routing;

import java.util.concurrent.atomic.AtomicLong;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.util.unit.DataSize;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SynchronousSink;

/** Counts what streams through: a body without Content-Length has the same limit as one with it. */
record BodyLimit(DataSize most) implements GatewayFilter {

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        if (exchange.getRequest().getHeaders().getContentLength() > most.toBytes()) {
            return Mono.error(new ResponseStatusException(HttpStatus.CONTENT_TOO_LARGE));
        }
        var counted = new ServerHttpRequestDecorator(exchange.getRequest()) {
            @Override
            public Flux<DataBuffer> getBody() {
                var seen = new AtomicLong();
                return super.getBody().handle((buffer, sink) -> pass(buffer, sink, seen));
            }
        };
        return chain.filter(exchange.mutate().request(counted).build());
    }

    private void pass(DataBuffer buffer, SynchronousSink<DataBuffer> sink, AtomicLong seen) {
        if (seen.addAndGet(buffer.readableByteCount()) <= most.toBytes()) {
            sink.next(buffer);
        } else {
            DataBufferUtils.release(buffer);
            sink.error(new ResponseStatusException(HttpStatus.CONTENT_TOO_LARGE));
        }
    }
}
