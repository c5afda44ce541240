// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMax;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where the gateway stands and what it stands before.
 *
 * @param publicOrigin scheme, host and port as the browser sees them, without a path
 * @param brokerOrigin origins the login form may post to (and be sent on to): they go into the content security policy
 * @param trustedProxies regular expression for the addresses of the proxies before us, of which we believe
 *     X-Forwarded-For; absent means that the peer of the connection is the client
 * @param portalUpstreamUrl where the application behind {@code /portal} answers; absent, that path does not exist
 * @param portalAudience for whom a token is when it is for that application alone
 * @param sessionCache how long a token may be reused; the bound on a session that outlives its end without Kafka
 */
@Validated
@PortalApplicationWhole
@ConfigurationProperties("koppelpunt.gateway")
public record GatewayProperties(
        @NotNull URI identityLinkUrl,
        @NotNull URI accountUrl,
        @NotNull URI pinUrl,
        @NotNull URI notificationUrl,
        @NotNull @Pattern(regexp = ORIGIN) String publicOrigin,
        @DefaultValue List<@Pattern(regexp = ORIGIN) String> brokerOrigin,
        @NotNull @KeyFile Path csrfKeyFile,
        @NotNull @KeyFile Path sourceKeyFile,
        @Nullable String trustedProxies,
        @Nullable URI portalUpstreamUrl,
        @Nullable String portalAudience,
        @DefaultValue("60s") @DurationMax(seconds = 60) Duration sessionCache) {

    private static final String ORIGIN = "https?://[A-Za-z0-9.\\-\\[\\]:]+";
}
