// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ContextConfiguration;

/** Runs a test against the service over HTTP, on a real database; without Kafka and with no sweeper but by hand. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = TestLinkService.class,
        webEnvironment = SpringBootTest.WebEnvironment.DEFINED_PORT,
        properties = {
            "spring.kafka.listener.auto-startup=false",
            "spring.kafka.bootstrap-servers=localhost:1",
            "management.server.port=-1",
            "management.endpoint.health.group.readiness.include=readinessState,r2dbc",
            "koppelpunt.outbox.relay.enabled=false",
            "koppelpunt.sessions.sweep-interval=PT24H",
            "koppelpunt.link-attempts.sweep-interval=PT24H",
            "koppelpunt.link-attempts.completion-delay=0s",
            "koppelpunt.upstream.timeout=1s"
        })
@ContextConfiguration(initializers = FreePort.class)
public @interface LinkServiceTest {}
