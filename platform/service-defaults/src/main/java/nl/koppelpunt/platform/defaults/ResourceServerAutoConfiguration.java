// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.defaults;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.autoconfigure.web.reactive.ReactiveWebSecurityAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.convert.converter.Converter;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity.CsrfSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.FormLoginSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.HttpBasicSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.LogoutSpec;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.authentication.JwtIssuerReactiveAuthenticationManagerResolver;
import org.springframework.security.oauth2.server.resource.authentication.JwtReactiveAuthenticationManager;
import org.springframework.security.oauth2.server.resource.authentication.ReactiveJwtAuthenticationConverterAdapter;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.savedrequest.NoOpServerRequestCache;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/** A service behind the gateway: bearer tokens of two issuers, no session, no form, denied unless a rule allows. */
@AutoConfiguration(before = ReactiveWebSecurityAutoConfiguration.class, after = ProblemAutoConfiguration.class)
@ConditionalOnBean(AccessRules.class)
@ConditionalOnMissingBean(SecurityWebFilterChain.class)
@EnableConfigurationProperties(SecurityProperties.class)
@EnableWebFluxSecurity
class ResourceServerAutoConfiguration {

    private static final JOSEObjectType ACCESS_TOKEN = new JOSEObjectType("at+jwt");

    @Bean
    SecurityWebFilterChain securityWebFilterChain(
            ServerHttpSecurity http,
            AccessRules rules,
            SecurityProperties properties,
            WebClient.Builder clients,
            Clock clock,
            Problems problems,
            ObjectProvider<ApiDocument> document,
            @Value("${spring.application.name}") String service) {
        var issuers = issuers(properties, clients.build(), clock, service);
        return http.csrf(CsrfSpec::disable)
                .httpBasic(HttpBasicSpec::disable)
                .formLogin(FormLoginSpec::disable)
                .logout(LogoutSpec::disable)
                .requestCache(cache -> cache.requestCache(NoOpServerRequestCache.getInstance()))
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .oauth2ResourceServer(server -> server.authenticationManagerResolver(
                                new JwtIssuerReactiveAuthenticationManagerResolver(
                                        issuer -> Mono.justOrEmpty(issuers.get(issuer))))
                        .authenticationEntryPoint(problems::write)
                        .accessDeniedHandler(problems::write))
                .exceptionHandling(errors ->
                        errors.authenticationEntryPoint(problems::write).accessDeniedHandler(problems::write))
                .addFilterBefore(new FreshTokenFilter(clock, problems), SecurityWebFiltersOrder.AUTHORIZATION)
                .authorizeExchange(exchanges -> {
                    exchanges
                            .pathMatchers("/actuator/health/**", "/actuator/prometheus")
                            .permitAll();
                    document.ifAvailable(it ->
                            exchanges.pathMatchers(HttpMethod.GET, it.path()).permitAll());
                    rules.apply(exchanges);
                    exchanges.anyExchange().denyAll();
                })
                .build();
    }

    private static Map<String, ReactiveAuthenticationManager> issuers(
            SecurityProperties properties, WebClient http, Clock clock, String service) {
        Map<String, ReactiveAuthenticationManager> issuers = new HashMap<>();
        var person = properties.person();
        issuers.put(
                person.issuer(),
                manager(
                        IssuerDecoder.of(
                                new RemoteKeys(http, person.jwkSetUri()),
                                Set.of(JWSAlgorithm.ES256),
                                Set.of(ACCESS_TOKEN),
                                TokenClaims.of(person.issuer(), service, clock)),
                        Authorities::ofPerson));
        var staff = properties.staff();
        if (staff != null) {
            issuers.put(
                    staff.issuer(),
                    manager(
                            IssuerDecoder.of(
                                    new RemoteKeys(http, staff.jwkSetUri()),
                                    Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256),
                                    staffTypes(),
                                    TokenClaims.of(staff.issuer(), staff.audience(), clock)),
                            Authorities::ofStaff));
        }
        return issuers;
    }

    private static Set<@Nullable JOSEObjectType> staffTypes() {
        Set<@Nullable JOSEObjectType> types = new HashSet<>();
        types.add(ACCESS_TOKEN);
        types.add(JOSEObjectType.JWT);
        types.add(null);
        return types;
    }

    private static ReactiveAuthenticationManager manager(
            ReactiveJwtDecoder decoder, Converter<Jwt, java.util.Collection<GrantedAuthority>> authorities) {
        var converter = new JwtAuthenticationConverter();
        converter.setJwtGrantedAuthoritiesConverter(authorities);
        var manager = new JwtReactiveAuthenticationManager(decoder);
        manager.setJwtAuthenticationConverter(new ReactiveJwtAuthenticationConverterAdapter(converter));
        return manager;
    }
}
