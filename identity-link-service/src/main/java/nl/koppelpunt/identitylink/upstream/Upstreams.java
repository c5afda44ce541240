// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.upstream;

import java.net.URI;
import nl.koppelpunt.identitylink.tokens.InternalTokens;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/** Makes the callers of other services, each with a token for that service alone. */
@Component
public class Upstreams {

    private final ObjectProvider<WebClient.Builder> clients;
    private final InternalTokens tokens;
    private final UpstreamProperties properties;

    Upstreams(ObjectProvider<WebClient.Builder> clients, InternalTokens tokens, UpstreamProperties properties) {
        this.clients = clients;
        this.tokens = tokens;
        this.properties = properties;
    }

    public Upstream of(String service, URI baseUrl) {
        var http = clients.getObject()
                .baseUrl(baseUrl.toString())
                .filter(authorised(service))
                .build();
        return new Upstream(service, http, properties.timeout());
    }

    private ExchangeFilterFunction authorised(String audience) {
        return ExchangeFilterFunction.ofRequestProcessor(request -> Mono.fromSupplier(() -> ClientRequest.from(request)
                .headers(headers -> headers.setBearerAuth(tokens.forAudience(audience)))
                .build()));
    }
}
