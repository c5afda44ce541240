// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway.routing;

import static org.springframework.cloud.gateway.support.RouteMetadataUtils.RESPONSE_TIMEOUT_ATTR;
import static org.springframework.http.HttpHeaders.AUTHORIZATION;
import static org.springframework.http.HttpHeaders.COOKIE;
import static org.springframework.http.HttpHeaders.SET_COOKIE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

import java.time.Duration;
import nl.koppelpunt.gateway.ApplicationPath;
import nl.koppelpunt.gateway.GatewayProperties;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.route.builder.GatewayFilterSpec;
import org.springframework.cloud.gateway.route.builder.PredicateSpec;
import org.springframework.cloud.gateway.route.builder.RouteLocatorBuilder;
import org.springframework.cloud.gateway.route.builder.UriSpec;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

/** Every route there is; what is not listed here or a page of ours does not exist. */
@Configuration(proxyBeanMethods = false)
class Routes {

    private static final BodyLimit SMALL = new BodyLimit(DataSize.ofKilobytes(256));
    private static final BodyLimit IMPORT = new BodyLimit(DataSize.ofMegabytes(16));

    /** The application behind the portal takes documents. */
    private static final BodyLimit DOCUMENT = new BodyLimit(DataSize.ofMegabytes(16));

    /**
     * What the broker's pages post is judged by identity-link-service, which stops reading far earlier and writes its refusal
     * down; this is only what streams by until it has answered.
     */
    private static final BodyLimit ANSWER = new BodyLimit(DataSize.ofMegabytes(16));

    private static final long USUAL = Duration.ofSeconds(10).toMillis();
    /** Resolving an artifact takes a call to the broker on top of our own. */
    private static final long WITH_BROKER = Duration.ofSeconds(15).toMillis();

    private static final long UPLOAD = Duration.ofSeconds(30).toMillis();

    /** After the filter that writes the response (-1), so that an error still finds it unwritten. */
    private static final int FIRST = 1;

    private final GatewayProperties properties;
    private final ApiCredentials credentials;
    private final BrowserErrors errors;
    private final UpstreamLanguage language;
    private final PortalApplication portal;

    Routes(
            GatewayProperties properties,
            ApiCredentials credentials,
            BrowserErrors errors,
            UpstreamLanguage language,
            PortalApplication portal) {
        this.properties = properties;
        this.credentials = credentials;
        this.errors = errors;
        this.language = language;
        this.portal = portal;
    }

    @Bean
    RouteLocator routeLocator(RouteLocatorBuilder routes) {
        var identityLink = properties.identityLinkUrl();
        var accounts = properties.accountUrl();
        var pins = properties.pinUrl();
        var notifications = properties.notificationUrl();
        var known = routes.routes()
                .route(r -> document(r, "links").uri(identityLink))
                .route(r -> document(r, "accounts").uri(accounts))
                .route(r -> document(r, "pins").uri(pins))
                .route(r -> document(r, "notifications").uri(notifications))
                .route(r -> r.method(GET, POST)
                        .and()
                        .path("/eherkenning/acs", "/eherkenning/slo")
                        .filters(f -> login(f, ANSWER))
                        .metadata(RESPONSE_TIMEOUT_ATTR, WITH_BROKER)
                        .uri(identityLink))
                .route(r -> r.method(GET)
                        .and()
                        .path("/eherkenning/**")
                        .filters(f -> login(f, SMALL))
                        .metadata(RESPONSE_TIMEOUT_ATTR, USUAL)
                        .uri(identityLink))
                .route(r -> r.path("/api/links/v1/**")
                        .filters(f -> api(f, SMALL))
                        .metadata(RESPONSE_TIMEOUT_ATTR, USUAL)
                        .uri(identityLink))
                .route(r -> r.method(POST)
                        .and()
                        .path("/api/accounts/v1/imports/*")
                        .filters(f -> api(f.removeResponseHeader(SET_COOKIE), IMPORT))
                        .metadata(RESPONSE_TIMEOUT_ATTR, UPLOAD)
                        .uri(accounts))
                .route(r -> ofPrograms(r, "accounts").uri(accounts))
                .route(r -> ofPrograms(r, "pins").uri(pins))
                .route(r -> ofPrograms(r, "notifications").uri(notifications));
        var application = properties.portalUpstreamUrl();
        return application == null
                ? known.build()
                : known.route(r -> r.path(ApplicationPath.ROOT + "/**")
                                .filters(this::portal)
                                .metadata(RESPONSE_TIMEOUT_ATTR, USUAL)
                                .uri(application))
                        .build();
    }

    /** What the document of an API says is the same for everybody, so nobody is named. */
    private static UriSpec document(PredicateSpec route, String api) {
        return route.method(GET)
                .and()
                .path("/api/" + api + "/v1/openapi.json")
                .filters(f -> f.dedupeResponseHeader("API-Version", "RETAIN_LAST")
                        .removeRequestHeader(COOKIE)
                        .removeRequestHeader(AUTHORIZATION))
                .metadata(RESPONSE_TIMEOUT_ATTR, USUAL);
    }

    private UriSpec ofPrograms(PredicateSpec route, String api) {
        return route.path("/api/" + api + "/v1/**")
                .filters(f -> api(f.removeResponseHeader(SET_COOKIE), SMALL))
                .metadata(RESPONSE_TIMEOUT_ATTR, USUAL);
    }

    private UriSpec portal(GatewayFilterSpec filters) {
        return filters.filter(language, FIRST).filter(DOCUMENT, FIRST).filter(portal, FIRST);
    }

    private UriSpec login(GatewayFilterSpec filters, BodyLimit limit) {
        return filters.removeRequestHeader(AUTHORIZATION)
                .filter(language, FIRST)
                .filter(limit, FIRST)
                .filter(errors, FIRST);
    }

    private UriSpec api(GatewayFilterSpec filters, BodyLimit limit) {
        return filters.dedupeResponseHeader("API-Version", "RETAIN_LAST")
                .filter(credentials, FIRST)
                .filter(limit, FIRST);
    }
}
