// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;

/** Runs a test against the service provider over HTTP, on a real database; all such tests share one context. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = TestEHerkenning.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.application.name=identity-link-service",
            "koppelpunt.oin=00000001234567890000",
            "koppelpunt.outbox.relay.enabled=false",
            "spring.kafka.bootstrap-servers=localhost:1",
            "management.server.port=-1",
            "logging.level.org.keycloak.saml=TRACE",
            "logging.level.com.sun.org.apache.xml=TRACE"
        })
@interface EHerkenningTest {}
